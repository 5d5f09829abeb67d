//! The laws of incidents, on sentences of our own.
