//! The shell: tower-lsp carries the messages, one thread owns the [`Session`], a second one helps it.
//!
//! tower-lsp calls its service once for each message, in their order, and awaits the answers side by side. The service
//! here only puts the message into the thread's queue before anything is awaited, so the order in which changes arrive
//! is the order in which they take effect. Nothing is locked while a text is checked; the queue goes on filling, and a
//! request that is cancelled while it waits is never begun.

use crate::{
    guard::{NO_JSON, relay},
    session::{Pending, Session},
};
use futures::{
    FutureExt, Sink,
    channel::{mpsc as client_queue, oneshot},
    future::{self, BoxFuture, Either},
};
use rayon::ThreadPoolBuilder;
use serde_json::{Value, json};
use std::{
    collections::{HashMap, HashSet},
    convert::Infallible,
    io,
    panic::{AssertUnwindSafe, catch_unwind},
    pin::Pin,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        mpsc::{self, Receiver, RecvTimeoutError, Sender, TryRecvError},
    },
    task::{Context, Poll},
    time::{Duration, Instant},
};
use tokio::io::{AsyncRead, AsyncWrite};
use tower_lsp::{
    Loopback, Server,
    jsonrpc::{Error, Id, Request, Response},
};

/// Threads of a session: its own, and one that takes half of the work on a text. They live as long as it does, since what a
/// thread needs to begin with costs as much as a check.
const HANDS: usize = 2;

/// Stack of a session's threads: nesting is bounded, this leaves ample room.
const STACK: usize = 16 << 20;

/// Requests that may wait for their answer before tower-lsp stops reading. A cancellation must get past them.
const MAX_WAITING: usize = 4096;

/// How long answers may take to be read by a client that has said its last word.
const GRACE: Duration = Duration::from_secs(5);

/// Bytes between the guard and tower-lsp.
const PIPE: usize = 1 << 16;

/// Serves over standard input and output until the client is gone; gives the code with which the process is to end.
///
/// # Errors
/// The system gave no thread.
pub fn run_stdio(session: Session) -> io::Result<u8> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build()?;
    let code = runtime.block_on(serve_stdio(session));
    // A read of standard input cannot be taken back: waiting for it would hang where the client keeps its end open.
    runtime.shutdown_background();
    code
}

/// Serves over standard input and output until the client is gone; gives the code with which the process is to end.
///
/// # Errors
/// The system gave no thread.
pub async fn serve_stdio(session: Session) -> io::Result<u8> {
    serve(session, tokio::io::stdin(), tokio::io::stdout()).await
}

/// Serves over any connection until the client is gone; gives the code with which the process is to end.
///
/// # Errors
/// The system gave no thread.
pub async fn serve(
    mut session: Session,
    input: impl AsyncRead + Unpin,
    output: impl AsyncWrite,
) -> io::Result<u8> {
    session.lend(beside);
    let (events, inbox) = mpsc::channel();
    let (to_client, from_session) = client_queue::unbounded();
    let (ended, end) = oneshot::channel();
    let calls = Arc::<Mutex<Calls>>::default();
    let outbox = Outbox { to_client, replies: HashMap::new() };
    let mut worker = Worker { session, inbox, outbox, calls: calls.clone() };
    let hands = ThreadPoolBuilder::new().num_threads(HANDS).stack_size(STACK).build();
    // They end once the session has ended and nobody serves.
    let hands = hands.map_err(io::Error::other)?;
    hands.spawn(move || {
        let code = worker.run();
        // Nobody waits for the code where the server was dropped.
        let _ = ended.send(code);
    });

    let (guarded, guard) = tokio::io::duplex(PIPE);
    let socket = Socket { requests: from_session, answers: Answers(events.clone()) };
    let server = Server::new(guarded, output, socket).concurrency_level(MAX_WAITING);
    let relaying = relay(input, guard).then(|()| tokio::time::sleep(GRACE));
    // Ends where the client's end is passed on through the pipe, or later for one that does not read its answers.
    let serving = future::select(Box::pin(server.serve(Desk { events, calls })), Box::pin(relaying));
    let code = match future::select(end, serving).await {
        Either::Left((code, serving)) => {
            // The session has ended at `exit`; a client that no longer reads must not keep us.
            let _ = tokio::time::timeout(GRACE, serving).await;
            code
        }
        Either::Right((rest, end)) => {
            // The session ends once nobody can send it anything.
            drop(rest);
            end.await
        }
    };
    Ok(code.unwrap_or(1))
}

/// Does the second piece of work in the other thread, unless that one comes so late that this one has done it.
fn beside(first: &mut (dyn FnMut() + Send), second: &mut (dyn FnMut() + Send)) {
    rayon::join(first, second);
}

/// What the session's thread is told.
enum Event {
    /// A request, and where its answer goes.
    Request { id: Id, message: Value, reply: oneshot::Sender<Response> },
    /// Any other message.
    Message(Value),
}

/// Requests that wait in the queue.
#[derive(Default)]
struct Calls {
    queued: HashSet<Id>,
    cancelled: HashSet<Id>,
}

/// A panic while a lock is held cannot leave what is behind it broken here.
fn lock<T>(locked: &Mutex<T>) -> MutexGuard<'_, T> {
    locked.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The service that tower-lsp calls.
struct Desk {
    events: Sender<Event>,
    calls: Arc<Mutex<Calls>>,
}

impl tower::Service<Request> for Desk {
    type Response = Option<Response>;
    type Error = Infallible;
    type Future = BoxFuture<'static, Result<Option<Response>, Infallible>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request) -> Self::Future {
        let (method, id, params) = request.into_parts();
        let answer = match id {
            None => {
                if method == "$/cancelRequest" {
                    self.cancel(params.as_ref());
                }
                let mut message = json!({"jsonrpc": "2.0", "method": method});
                add_params(&mut message, params);
                self.send(Event::Message(message));
                return future::ok(None).boxed();
            }
            Some(Id::Null) => {
                let error = if method == NO_JSON { Error::parse_error() } else { Error::invalid_request() };
                return future::ok(Some(Response::from_error(Id::Null, error))).boxed();
            }
            Some(id) => self.ask(id, &method, params),
        };
        // Without an answer the session's thread is gone, and so will be the client.
        async { Ok(answer.await.ok()) }.boxed()
    }
}

impl Desk {
    fn ask(&mut self, id: Id, method: &str, params: Option<Value>) -> oneshot::Receiver<Response> {
        let (reply, answer) = oneshot::channel();
        let mut message = json!({"jsonrpc": "2.0", "id": id, "method": method});
        add_params(&mut message, params);
        lock(&self.calls).queued.insert(id.clone());
        self.send(Event::Request { id, message, reply });
        answer
    }

    fn cancel(&mut self, params: Option<&Value>) {
        let id = params.and_then(|params| params.get("id")).cloned();
        let Some(id) = id.and_then(|id| serde_json::from_value::<Id>(id).ok()) else { return };
        let mut calls = lock(&self.calls);
        if calls.queued.contains(&id) {
            calls.cancelled.insert(id);
        }
    }

    fn send(&self, event: Event) {
        // The session's thread ends only after `exit`.
        let _ = self.events.send(event);
    }
}

fn add_params(message: &mut Value, params: Option<Value>) {
    if let (Value::Object(fields), Some(params)) = (message, params) {
        fields.insert("params".to_owned(), params);
    }
}

/// The way from the session to the client, and the client's answers back.
struct Socket {
    requests: client_queue::UnboundedReceiver<Request>,
    answers: Answers,
}

impl Loopback for Socket {
    type RequestStream = client_queue::UnboundedReceiver<Request>;
    type ResponseSink = Answers;

    fn split(self) -> (Self::RequestStream, Self::ResponseSink) {
        (self.requests, self.answers)
    }
}

/// Takes the client's answers.
struct Answers(Sender<Event>);

impl Sink<Response> for Answers {
    type Error = Infallible;

    fn poll_ready(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn start_send(self: Pin<&mut Self>, response: Response) -> Result<(), Infallible> {
        if let Ok(message) = serde_json::to_value(response) {
            // The session's thread ends only after `exit`.
            let _ = self.0.send(Event::Message(message));
        }
        Ok(())
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn poll_close(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }
}

/// The thread that owns the session.
struct Worker {
    session: Session,
    inbox: Receiver<Event>,
    outbox: Outbox,
    calls: Arc<Mutex<Calls>>,
}

/// Where the session's messages go.
struct Outbox {
    to_client: client_queue::UnboundedSender<Request>,
    /// Where answers go, by id; several where a client uses an id twice.
    replies: HashMap<Id, Vec<oneshot::Sender<Response>>>,
}

/// What the queue gave.
enum Turn {
    Event(Event),
    /// Nothing: there is time to work.
    Quiet,
    /// The client is gone.
    Gone,
}

impl Worker {
    fn run(&mut self) -> u8 {
        let mut changed = Instant::now();
        loop {
            match self.next(changed) {
                Turn::Gone => return self.session.code_of_hangup(),
                Turn::Quiet => self.guarded(None, |session, send| session.work(send)),
                Turn::Event(Event::Message(message)) => {
                    if message.get("method").is_some_and(|method| method == "textDocument/didChange") {
                        changed = Instant::now();
                    }
                    self.guarded(None, |session, send| session.receive(message).into_iter().for_each(send));
                }
                Turn::Event(Event::Request { id, message, reply }) => self.request(id, message, reply),
            }
            if let Some(code) = self.session.exit_code() {
                return code;
            }
        }
    }

    /// Takes the next message, or finds that there is time to work.
    fn next(&self, changed: Instant) -> Turn {
        match self.session.pending() {
            Pending::Nothing => self.inbox.recv().map_or(Turn::Gone, Turn::Event),
            Pending::Now => match self.inbox.try_recv() {
                Ok(event) => Turn::Event(event),
                Err(TryRecvError::Empty) => Turn::Quiet,
                Err(TryRecvError::Disconnected) => Turn::Gone,
            },
            Pending::After(pause) => {
                let left = Duration::from_millis(pause).saturating_sub(changed.elapsed());
                match self.inbox.recv_timeout(left) {
                    Ok(event) => Turn::Event(event),
                    Err(RecvTimeoutError::Timeout) => Turn::Quiet,
                    Err(RecvTimeoutError::Disconnected) => Turn::Gone,
                }
            }
        }
    }

    fn request(&mut self, id: Id, message: Value, reply: oneshot::Sender<Response>) {
        let cancelled = {
            let mut calls = lock(&self.calls);
            calls.queued.remove(&id);
            calls.cancelled.remove(&id)
        };
        if cancelled {
            // The client may be gone already.
            let _ = reply.send(Response::from_error(id, Error::request_cancelled()));
            return;
        }
        self.outbox.replies.entry(id.clone()).or_default().push(reply);
        self.guarded(Some(id), |session, send| session.receive(message).into_iter().for_each(send));
    }

    /// Has the session do something. A panic would be a fault of ours: the request is answered with an error, and
    /// everything else goes on.
    fn guarded(&mut self, id: Option<Id>, work: impl FnOnce(&mut Session, &mut dyn FnMut(Value))) {
        let Self { session, outbox, .. } = self;
        let worked = catch_unwind(AssertUnwindSafe(|| work(session, &mut |message| outbox.send(message))));
        if let (Err(_), Some(id)) = (worked, id) {
            outbox.reply(Response::from_error(id, Error::internal_error()));
        }
    }
}

impl Outbox {
    fn send(&mut self, mut message: Value) {
        let method = message.get_mut("method").map(Value::take);
        let Some(Value::String(method)) = method else {
            if let Ok(response) = serde_json::from_value(message) {
                self.reply(response);
            }
            return;
        };
        let params = message.get_mut("params").map(Value::take).filter(|params| !params.is_null());
        let id = message.get("id").and_then(Value::as_i64);
        let mut request = Request::build(method);
        if let Some(params) = params {
            request = request.params(params);
        }
        if let Some(id) = id {
            request = request.id(id);
        }
        // The client may be gone already.
        let _ = self.to_client.unbounded_send(request.finish());
    }

    fn reply(&mut self, response: Response) {
        let Some(replies) = self.replies.get_mut(response.id()) else { return };
        let reply = if replies.is_empty() { None } else { Some(replies.remove(0)) };
        if replies.is_empty() {
            self.replies.remove(response.id());
        }
        if let Some(reply) = reply {
            // The client may be gone already.
            let _ = reply.send(response);
        }
    }
}
