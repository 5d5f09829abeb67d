//! The connection goes to the address that was looked at, and the certificate must still be that of the name.
#![allow(clippy::unwrap_used)] // a test may fail

mod support;

use casus_watch::{Ask, Failure, Fetcher, Limits, Target};
use rcgen::{CertificateParams, KeyPair};
use rustls::pki_types::{CertificateDer, PrivatePkcs8KeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};
use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpListener};
use std::sync::Arc;
use std::thread;
use support::*;

/// A site with a certificate for `news.example`, and its certificate.
fn encrypted() -> (u16, &'static [u8]) {
    let key = KeyPair::generate().unwrap();
    let certificate = CertificateParams::new(vec!["news.example".to_string()]).unwrap().self_signed(&key).unwrap();
    let der: Vec<u8> = certificate.der().to_vec();
    let secret = PrivatePkcs8KeyDer::from(key.serialize_der());
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
    let config = config.with_no_client_auth().with_single_cert(vec![CertificateDer::from(der.clone())], secret.into());
    let config = Arc::new(config.unwrap());
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let port = listener.local_addr().unwrap().port();
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let connection = ServerConnection::new(Arc::clone(&config)).unwrap();
            let mut stream = StreamOwned::new(connection, stream);
            let mut heard = [0; 2000];
            if stream.read(&mut heard).is_ok() {
                let _ = say(&mut stream, "200 OK", "", b"<p>Read.");
                let _ = stream.flush();
            }
        }
    });
    (port, Box::leak(der.into_boxed_slice()))
}

#[test]
fn a_certificate_of_the_name_is_taken_and_no_other() {
    let (port, certificate) = encrypted();
    let allowed = allow(&["news.example", "other.example", "127.0.0.1"]);
    let fetcher = Fetcher::new(Made::with(&[]), Limits::default());
    let trusting = fetcher.clone().trusting(certificate);
    let ask = |fetcher: &Fetcher, host: &str| {
        let target = Target::read(&format!("https://{host}:{port}/"), &allowed).unwrap();
        fetcher.ask(&target, &Ask::default(), &allowed).map(|reply| reply.body)
    };
    assert_eq!(ask(&trusting, "news.example").unwrap(), b"<p>Read.");
    for (fetcher, host) in [(&trusting, "other.example"), (&trusting, "127.0.0.1"), (&fetcher, "news.example")] {
        assert!(matches!(ask(fetcher, host), Err(Failure::Failed(_))), "{host}");
    }
}
