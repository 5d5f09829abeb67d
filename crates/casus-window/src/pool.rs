//! The record, opened a few times over, so that several questions are answered side by side. A question has a limit of
//! time, counted with its wait for a free hand; one over it is broken off, and so is one whose asker has gone.

use casus_store::{Question, Questions, Store, StoreError};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::Semaphore;

/// The record, ready to be asked.
#[derive(Clone)]
pub(crate) struct Pool {
    free: Arc<Mutex<Vec<(Store, Questions)>>>,
    hands: Arc<Semaphore>,
    limit: Duration,
}

/// Why there is no answer.
#[derive(Debug)]
pub(crate) enum NoAnswer {
    /// It took too long.
    Late(Duration),
    /// The work broke down.
    Broken,
}

/// Breaks its question off when the asker lets go of it.
struct Held(Question);

impl Drop for Held {
    fn drop(&mut self) {
        self.0.break_off();
    }
}

impl Pool {
    /// Opens the record so many times.
    pub(crate) fn open(path: &Path, hands: usize, limit: Duration) -> Result<Pool, StoreError> {
        let hands = hands.max(1);
        let free = (0..hands).map(|_| Store::open_to_show(path)).collect::<Result<Vec<_>, _>>()?;
        Ok(Pool { free: Arc::new(Mutex::new(free)), hands: Arc::new(Semaphore::new(hands)), limit })
    }

    /// How long a question may take.
    pub(crate) fn limit(&self) -> Duration {
        self.limit
    }

    /// Puts a question.
    pub(crate) async fn ask<T: Send + 'static>(
        &self,
        question: impl FnOnce(&Store) -> T + Send + 'static,
    ) -> Result<T, NoAnswer> {
        match tokio::time::timeout(self.limit, self.put(question)).await {
            Ok(answer) => answer,
            Err(_) => Err(NoAnswer::Late(self.limit)),
        }
    }

    async fn put<T: Send + 'static>(&self, question: impl FnOnce(&Store) -> T + Send + 'static) -> Result<T, NoAnswer> {
        let hand = Arc::clone(&self.hands).acquire_owned().await.map_err(|_| NoAnswer::Broken)?;
        let (store, questions) = self.take().ok_or(NoAnswer::Broken)?;
        let held = Held(questions.begin());
        let free = Arc::clone(&self.free);
        let work = tokio::task::spawn_blocking(move || {
            let answer = question(&store);
            free.lock().unwrap_or_else(PoisonError::into_inner).push((store, questions));
            drop(hand);
            answer
        });
        let answer = work.await.map_err(|_| NoAnswer::Broken);
        drop(held);
        answer
    }

    fn take(&self) -> Option<(Store, Questions)> {
        self.free.lock().unwrap_or_else(PoisonError::into_inner).pop()
    }
}
