//! The server: listens where it is told, answers until it is told to stop, then finishes what it has in hand.

use crate::answer::{Refused, Reply};
use crate::api;
use crate::asked::Asked;
use crate::assets::{self, Asset};
use crate::door::{door, refused};
use crate::pool::{NoAnswer, Pool};
use axum::Router;
use axum::body::Body;
use axum::extract::{Path, RawQuery, State};
use axum::http::header::{self, HeaderMap};
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use casus_store::{Ledgers, StoreError};
use casus_types::Date;
use std::collections::BTreeMap;
use std::io;
use std::net::TcpListener;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use tower_http::compression::CompressionLayer;

/// What the window needs to know.
pub struct Settings {
    /// The record.
    pub db: PathBuf,
    /// What must be brought by whoever asks; cannot be left out where others can reach the window.
    pub token: Option<String>,
    /// What codes stand for: `KOR`, South Korea.
    pub names: BTreeMap<String, String>,
    /// The ledgers.
    pub ledgers: Ledgers,
    /// How long a question may take.
    pub limit: Duration,
    /// How many questions are answered side by side.
    pub hands: usize,
    /// The day of today.
    pub today: fn() -> Date,
}

/// What answers are made with beside the record.
pub(crate) struct Shown {
    pub(crate) ledgers: Ledgers,
    names: BTreeMap<String, String>,
    today: fn() -> Date,
}

impl Shown {
    /// What a code stands for; itself where that is not known.
    pub(crate) fn name<'n>(&'n self, code: &'n str) -> &'n str {
        self.names.get(code).map_or(code, String::as_str)
    }

    pub(crate) fn today(&self) -> String {
        (self.today)().to_string()
    }

    /// Codes that are called so, or whose names begin so or hold it, the likeliest first.
    pub(crate) fn called(&self, words: &str, events: impl Fn(&str) -> u64) -> Vec<(&str, &str, u64)> {
        let words = words.trim().to_lowercase();
        let rank = |code: &str, name: &str| {
            let name = name.to_lowercase();
            let begins = name.split_whitespace().any(|word| word.starts_with(&words));
            match () {
                () if code.to_lowercase() == words || name == words => Some(0),
                () if name.starts_with(&words) => Some(1),
                () if begins => Some(2),
                () if name.contains(&words) => Some(3),
                () => None,
            }
        };
        let mut found: Vec<(usize, &str, &str, u64)> = self
            .names
            .iter()
            .filter_map(|(code, name)| Some((rank(code, name)?, code.as_str(), name.as_str(), events(code))))
            .collect();
        found.sort_by(|one, other| (one.0, other.3, one.1).cmp(&(other.0, one.3, other.1)));
        found.into_iter().map(|(_, code, name, events)| (code, name, events)).collect()
    }
}

/// What a request finds.
pub(crate) struct Server {
    pub(crate) loopback: bool,
    pub(crate) token: Option<String>,
    pool: Pool,
    shown: Arc<Shown>,
}

/// How often it looks whether it is to stop.
const LOOK: Duration = Duration::from_millis(50);
/// How long it waits for what is in hand once it is to stop.
const PATIENCE: Duration = Duration::from_secs(3);

/// Answers until `stop` is raised.
///
/// # Errors
/// The record cannot be opened, or the network refuses.
pub fn serve(listener: TcpListener, settings: Settings, stop: &AtomicBool) -> io::Result<()> {
    let loopback = listener.local_addr()?.ip().is_loopback();
    if !loopback && settings.token.as_deref().is_none_or(str::is_empty) {
        return Err(io::Error::other("a window that others can reach needs a token"));
    }
    let pool = Pool::open(&settings.db, settings.hands, settings.limit).map_err(io::Error::other)?;
    let Settings { token, names, ledgers, today, .. } = settings;
    let shown = Arc::new(Shown { ledgers, names, today });
    let server = Arc::new(Server { loopback, token, pool, shown });
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let served = runtime.block_on(async {
        listener.set_nonblocking(true)?;
        let listener = tokio::net::TcpListener::from_std(listener)?;
        let (tell, told) = tokio::sync::oneshot::channel::<()>();
        let serving = axum::serve(listener, router(server)).with_graceful_shutdown(async {
            let _ = told.await;
        });
        let stopped = async {
            while !stop.load(Ordering::SeqCst) {
                tokio::time::sleep(LOOK).await;
            }
            drop(tell);
            // What takes longer is let go of.
            tokio::time::sleep(PATIENCE).await;
        };
        tokio::select! {
            served = serving.into_future() => served,
            () = stopped => Ok(()),
        }
    });
    runtime.shutdown_timeout(PATIENCE);
    served
}

fn router(server: Arc<Server>) -> Router {
    Router::new()
        .route("/api/{*path}", get(api_answer))
        .route("/assets/{*path}", get(asset))
        .fallback(view)
        .with_state(Arc::clone(&server))
        .layer(CompressionLayer::new())
        .layer(axum::middleware::from_fn_with_state(server, door))
}

const JSON: &str = "application/json; charset=utf-8";

async fn api_answer(
    State(server): State<Arc<Server>>,
    Path(path): Path<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Response {
    let query = query.unwrap_or_default();
    let known = headers.get(header::IF_NONE_MATCH).and_then(|mark| mark.to_str().ok()).map(str::to_string);
    let shown = Arc::clone(&server.shown);
    let answered = server.pool.ask(move |store| {
        let mark = format!("{} {} {path}?{query} {}", store.mark()?, shown.today(), env!("CARGO_PKG_VERSION"));
        let mark = format!("W/\"{}\"", &blake3::hash(mark.as_bytes()).to_hex()[..24]);
        if known.is_some_and(|known| known.split(',').any(|one| one.trim() == mark)) {
            return Ok((mark, None));
        }
        let asked = Asked::read(&query);
        let reply = api::answer(store, &shown, &path, &asked)?;
        Ok((mark, Some(written(reply, &asked, &path))))
    });
    match answered.await {
        Ok(Ok((mark, None))) => (StatusCode::NOT_MODIFIED, [(header::ETAG, mark), kept(false)]).into_response(),
        Ok(Ok((mark, Some(mut answer)))) => {
            if let Ok(mark) = mark.parse() {
                answer.headers_mut().insert(header::ETAG, mark);
            }
            answer
        }
        Ok(Err(why)) => not_answered(&server, why),
        Err(NoAnswer::Late(limit)) => late(limit),
        Err(NoAnswer::Broken) => refused(StatusCode::INTERNAL_SERVER_ERROR, "the answer broke down"),
    }
}

fn kept(lasting: bool) -> (header::HeaderName, String) {
    let how = if lasting { "public, max-age=31536000, immutable" } else { "private, no-cache" };
    (header::CACHE_CONTROL, how.to_string())
}

fn written(reply: Reply, asked: &Asked, path: &str) -> Response {
    let (kind, body) = match reply {
        Reply::Table(table) if asked.csv() => {
            let named = format!("attachment; filename=\"{}\"", api::file_name(path));
            let headers = [
                (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_string()),
                (header::CONTENT_DISPOSITION, named),
                kept(false),
            ];
            return (headers, table.csv()).into_response();
        }
        Reply::Table(table) => (JSON, table.object()),
        Reply::Object(object) => (JSON, object),
    };
    ([(header::CONTENT_TYPE, kind.to_string()), kept(false)], body.to_string()).into_response()
}

fn not_answered(server: &Server, why: Refused) -> Response {
    match why {
        Refused::Wrong(what) => refused(StatusCode::BAD_REQUEST, &what),
        Refused::Nothing(what) => refused(StatusCode::NOT_FOUND, &what),
        Refused::Store(StoreError::Unknown(what)) => refused(StatusCode::NOT_FOUND, &what),
        Refused::Store(error) if error.broken_off() => late(server.pool.limit()),
        Refused::Store(error) => refused(StatusCode::INTERNAL_SERVER_ERROR, &error.to_string()),
    }
}

fn late(limit: Duration) -> Response {
    let what = format!("this took longer than {} s and was broken off; narrow the question", limit.as_secs_f32());
    refused(StatusCode::SERVICE_UNAVAILABLE, &what)
}

async fn asset(Path(name): Path<String>, headers: HeaderMap) -> Response {
    match assets::named(&name) {
        Some(asset) => file(asset, &headers, StatusCode::OK),
        None => refused(StatusCode::NOT_FOUND, "there is no such file"),
    }
}

async fn view(uri: Uri, headers: HeaderMap) -> Response {
    if uri.path().starts_with("/api") || uri.path().starts_with("/assets") {
        return refused(StatusCode::NOT_FOUND, "there is no such question");
    }
    if let Some(asset) = uri.path().strip_prefix('/').filter(|name| *name == "favicon.ico").and_then(assets::named) {
        return file(asset, &headers, StatusCode::OK);
    }
    // The page says itself that there is no such view.
    let status = if assets::is_view(uri.path()) { StatusCode::OK } else { StatusCode::NOT_FOUND };
    file(assets::index(), &headers, status)
}

fn file(asset: Asset, headers: &HeaderMap, status: StatusCode) -> Response {
    let mark = format!("W/\"{}\"", &blake3::hash(asset.bytes).to_hex()[..24]);
    let known = headers.get(header::IF_NONE_MATCH).and_then(|known| known.to_str().ok());
    if status == StatusCode::OK && known.is_some_and(|known| known.split(',').any(|one| one.trim() == mark)) {
        return (StatusCode::NOT_MODIFIED, [(header::ETAG, mark), kept(asset.lasting)]).into_response();
    }
    let headers = [(header::CONTENT_TYPE, asset.kind.to_string()), (header::ETAG, mark), kept(asset.lasting)];
    (status, headers, Body::from(asset.bytes)).into_response()
}
