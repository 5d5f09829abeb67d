//! Who may come in, and with what on them: reading alone, no endless addresses, on loopback only by loopback's own names (so
//! that no page from elsewhere gets in under a name that it points here), elsewhere only with the token. And what every
//! answer carries, so that a browser runs nothing but the page's own files.

use crate::server::Server;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use axum::http::{Method, StatusCode, Uri};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::net::IpAddr;
use std::sync::Arc;

/// The longest address that is read.
const LONGEST: usize = 8 * 1024;

/// The cookie that holds the token.
const COOKIE: &str = "casus_token";

/// What every answer carries.
const HEADERS: [(HeaderName, &str); 8] = [
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; \
         font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    ),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-embedder-policy"), "require-corp"),
    (HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
];

/// A refusal in a sentence.
pub(crate) fn refused(status: StatusCode, what: &str) -> Response {
    let body = serde_json::json!({"error": what}).to_string();
    (status, [(header::CONTENT_TYPE, "application/json; charset=utf-8"), (header::CACHE_CONTROL, "no-store")], body)
        .into_response()
}

/// Lets a request in or refuses it, and puts on every answer what it must carry.
pub(crate) async fn door(State(server): State<Arc<Server>>, request: Request, next: Next) -> Response {
    let mut answer = match stopped(&server, request.method(), request.uri(), request.headers()) {
        Some(answer) => answer,
        None => next.run(request).await,
    };
    for (name, value) in HEADERS {
        answer.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    answer
}

fn stopped(server: &Server, method: &Method, uri: &Uri, headers: &HeaderMap) -> Option<Response> {
    if method != Method::GET && method != Method::HEAD {
        let mut answer = refused(StatusCode::METHOD_NOT_ALLOWED, "the record can only be read here");
        answer.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
        return Some(answer);
    }
    if uri.path_and_query().map_or(0, |whole| whole.as_str().len()) > LONGEST {
        return Some(refused(StatusCode::URI_TOO_LONG, "the address is too long"));
    }
    if server.loopback && !own_name(uri, headers) {
        let what =
            "this page answers only to localhost, 127.0.0.1 and [::1]; open the address that casus serve printed";
        return Some(refused(StatusCode::FORBIDDEN, what));
    }
    // A page from elsewhere may not even ask, though it could not read the answer.
    let site = headers.get("sec-fetch-site").map(HeaderValue::as_bytes);
    if uri.path().starts_with("/api/") && site.is_some_and(|site| site == b"cross-site") {
        return Some(refused(StatusCode::FORBIDDEN, "only the window's own page may ask"));
    }
    server.token.as_deref().and_then(|token| without_token(token, uri, headers))
}

/// Whether the name asked for is one of loopback's own.
fn own_name(uri: &Uri, headers: &HeaderMap) -> bool {
    let mut hosts = headers.get_all(header::HOST).iter();
    let (Some(host), None) = (hosts.next(), hosts.next()) else { return false };
    let Ok(host) = host.to_str() else { return false };
    let own = |host: &str| {
        let name = match host.rsplit_once(':') {
            Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
            _ => host,
        };
        let bare = name.strip_prefix('[').and_then(|name| name.strip_suffix(']')).unwrap_or(name);
        name.eq_ignore_ascii_case("localhost") || bare.parse().is_ok_and(|ip: IpAddr| ip.is_loopback())
    };
    own(host) && uri.host().is_none_or(own)
}

/// What to answer somebody without the token; nothing where it is there. One who brings it in the address gets it as a
/// cookie, and the address without it, so that it stays in no history and no copied link.
fn without_token(token: &str, uri: &Uri, headers: &HeaderMap) -> Option<Response> {
    let query = uri.query().unwrap_or_default();
    let given = form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "token");
    if let Some((_, given)) = given {
        if !same(&given, token) {
            return Some(refused(StatusCode::UNAUTHORIZED, "this is not the token that casus serve printed"));
        }
        let kept: Vec<&str> = query.split('&').filter(|part| !part.starts_with("token=")).collect();
        // One slash in front, so that the address stays here.
        let path = format!("/{}", uri.path().trim_start_matches(['/', '\\']));
        let address = if kept.is_empty() { path } else { format!("{path}?{}", kept.join("&")) };
        let cookie = format!("{COOKIE}={token}; Path=/; HttpOnly; SameSite=Strict");
        let headers = [
            (header::LOCATION, address),
            (header::SET_COOKIE, cookie),
            (header::CACHE_CONTROL, "no-store".to_string()),
        ];
        return Some((StatusCode::SEE_OTHER, headers, Body::empty()).into_response());
    }
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|cookies| cookies.to_str().ok());
    let mut cookies = cookies.flat_map(|cookies| cookies.split(';')).filter_map(|cookie| cookie.trim().split_once('='));
    let bearer = headers.get(header::AUTHORIZATION).and_then(|given| given.to_str().ok()?.strip_prefix("Bearer "));
    if cookies.any(|(name, value)| name == COOKIE && same(value, token))
        || bearer.is_some_and(|given| same(given, token))
    {
        return None;
    }
    Some(refused(StatusCode::UNAUTHORIZED, "open the address with the token that casus serve printed"))
}

/// Whether two are the same, in a time that does not tell how far they are.
fn same(given: &str, token: &str) -> bool {
    // Hashes of BLAKE3 are compared in constant time.
    blake3::hash(given.as_bytes()) == blake3::hash(token.as_bytes())
}
