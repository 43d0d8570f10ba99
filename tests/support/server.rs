//! nginx, Caddy and Apache before the built site, with the recipes that `sidedoor hosting` writes, each within a server that
//! would keep a log if its recipe did not forbid it.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use crate::site::{built, kit};

/// A web server that people run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ServerKind {
    /// nginx.
    Nginx,
    /// Caddy.
    Caddy,
    /// Apache httpd.
    Apache,
}

/// Every one.
pub const SERVERS: [ServerKind; 3] = [ServerKind::Nginx, ServerKind::Caddy, ServerKind::Apache];

/// What is unlike a server that keeps no record over http.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum How {
    /// Nothing.
    Plain,
    /// It keeps one, as where nobody forbids it.
    WithLog,
    /// Over https, with a certificate of an authority that nobody knows.
    Https,
}

/// The certificate of that authority, in the folder of the server.
const AUTHORITY: &str = "authority.pem";

/// Where Debian keeps Apache's modules.
const MODULES: &str = "/usr/lib/apache2/modules";

/// A running server; it ends with it.
#[derive(Debug)]
pub struct Server {
    child: Child,
    /// Where it is, with a slash at the end.
    pub address: String,
    folder: Folder,
}

/// A folder that is thrown away.
#[derive(Debug)]
pub struct Folder(std::path::PathBuf);

impl Folder {
    /// An empty one.
    pub(crate) fn new(name: &str) -> Self {
        static MADE: AtomicUsize = AtomicUsize::new(0);
        let made = MADE.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("{name}-{}-{made}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    /// Where it is.
    pub fn path(&self) -> std::path::PathBuf {
        self.0.clone()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop();
    }
}

impl ServerKind {
    /// The one that is asked for: `SERVER=nginx` has every proof run before it.
    pub(crate) fn asked() -> Option<Self> {
        match std::env::var("SERVER").unwrap_or_default().as_str() {
            "nginx" => Some(Self::Nginx),
            "caddy" => Some(Self::Caddy),
            "apache" => Some(Self::Apache),
            _ => None,
        }
    }
}

impl Server {
    /// Starts one before the built site; nothing on a machine that does not have it.
    pub fn start(kind: ServerKind) -> Option<Self> {
        Self::begin(kind, &built(), How::Plain)
    }

    /// nginx over https.
    pub fn start_over_https() -> Option<Self> {
        Self::begin(ServerKind::Nginx, &built(), How::Https)
    }

    /// The authority that vouches for it, for whoever wants to know it.
    pub fn authority(&self) -> std::path::PathBuf {
        self.folder.path().join(AUTHORITY)
    }

    /// nginx with the log that it has where nobody forbids it.
    pub fn start_with_log() -> Option<Self> {
        Self::begin(ServerKind::Nginx, &built(), How::WithLog)
    }

    pub(crate) fn begin(kind: ServerKind, site: &Path, how: How) -> Option<Self> {
        let program = match kind {
            ServerKind::Nginx => "/usr/sbin/nginx",
            ServerKind::Caddy => "/usr/bin/caddy",
            ServerKind::Apache => "/usr/sbin/apache2",
        };
        if !Path::new(program).is_file() {
            eprintln!("NOT TRIED: {program} is not here; `cargo xtask test` installs it");
            return None;
        }
        let port = TcpListener::bind(("127.0.0.1", 0)).unwrap().local_addr().unwrap().port();
        let address =
            if how == How::Https { format!("https://localhost:{port}/") } else { format!("http://127.0.0.1:{port}/") };
        let folder = Folder::new("server");
        let (recipes, own) = (std::env::temp_dir().join(format!("recipes-{port}")), folder.path());
        let mut hosting = Command::new(kit());
        hosting.arg("hosting").arg(site).args(["--address", address.trim_end_matches('/'), "--folder"]);
        assert!(hosting.arg(site).arg("--out").arg(&recipes).stdout(Stdio::null()).status().unwrap().success());
        let recipe = |name: &str| recipes.join(name).display().to_string();
        let mut command = Command::new(program);
        match kind {
            ServerKind::Nginx => {
                let mut text = fs::read_to_string(recipe("nginx.conf")).unwrap();
                match how {
                    How::Plain => {}
                    How::WithLog => {
                        text = text.replace("access_log off;", "").replace("log_not_found off;", "");
                        text = text.replace("error_log /dev/null crit;", "");
                    }
                    How::Https => {
                        certify(&own);
                        text = text.replace("/etc/letsencrypt/live/localhost", &own.display().to_string());
                    }
                }
                fs::write(recipe("nginx.conf"), text).unwrap();
                // As Debian has it: a log of everybody, and of what goes wrong.
                let conf = format!(
                    "daemon off; master_process off; pid {0}/pid; error_log {0}/error.log info; events {{ }} http {{ \
                     access_log {0}/access.log; client_body_temp_path {0}/body; proxy_temp_path {0}/proxy; \
                     fastcgi_temp_path {0}/fastcgi; uwsgi_temp_path {0}/uwsgi; scgi_temp_path {0}/scgi; include {1}; }}",
                    own.display(),
                    recipe("nginx.conf"),
                );
                fs::write(own.join("main.conf"), conf).unwrap();
                command.arg("-c").arg(own.join("main.conf")).arg("-e").arg(own.join("begin.log"));
            }
            ServerKind::Caddy => {
                // Proofs know this machine by several names; a real site has one.
                let text = fs::read_to_string(recipe("Caddyfile")).unwrap();
                let any = text.replace(&format!("http://127.0.0.1:{port}"), &format!("http://:{port}"));
                fs::write(recipe("Caddyfile"), any).unwrap();
                command.args(["run", "--adapter", "caddyfile", "--config", &recipe("Caddyfile")]);
                for name in ["HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"] {
                    command.env(name, &own);
                }
            }
            ServerKind::Apache => {
                let modules = ["mpm_event", "authz_core", "mime", "dir", "headers", "rewrite"]
                    .map(|name| format!("LoadModule {name}_module {MODULES}/mod_{name}.so\n"));
                // As Debian has it, too.
                let conf = format!(
                    "{2}ServerName localhost\nUser www-data\nGroup www-data\nPidFile {0}/pid\nDefaultRuntimeDir {0}\nMutex \
                     fcntl:{0}\nListen 127.0.0.1:{port}\nLogFormat \"%h %t %r\" common\nCustomLog {0}/access.log \
                     common\nErrorLog {0}/error.log\nLogLevel info\nTypesConfig /etc/mime.types\nInclude {1}\n",
                    own.display(),
                    recipe("apache.conf"),
                    modules.concat(),
                );
                fs::write(own.join("main.conf"), conf).unwrap();
                command.arg("-d").arg(&own).arg("-f").arg(own.join("main.conf")).arg("-DFOREGROUND");
            }
        }
        // What it says itself is written down, too.
        let said = || fs::OpenOptions::new().create(true).append(true).open(own.join("said.log")).unwrap();
        let child = command.stdout(said()).stderr(said()).process_group(0).spawn().unwrap();
        let server = Self { child, address, folder };
        let begun = Instant::now();
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            let why = || fs::read_to_string(own.join("said.log")).unwrap_or_default();
            assert!(begun.elapsed() < Duration::from_secs(20), "{kind:?} does not begin: {}", why());
            std::thread::sleep(Duration::from_millis(50));
        }
        let _ = fs::remove_file(own.join("main.conf"));
        let _ = fs::remove_dir_all(&recipes);
        Some(server)
    }

    fn stop(&mut self) {
        let group = format!("-{}", self.child.id());
        let _ = Command::new("kill").args(["-TERM", "--", &group]).stderr(Stdio::null()).status();
        let _ = self.child.wait();
    }

    /// Ends it; what it has written is in the folder.
    pub fn end(mut self) -> Folder {
        self.stop();
        let empty = Folder(std::path::PathBuf::new());
        std::mem::replace(&mut self.folder, empty)
    }
}

/// An authority, and what it says of this machine, where the recipe looks for it.
fn certify(folder: &Path) {
    let openssl = |arguments: &str| {
        let new = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 ";
        let mut command = Command::new("openssl");
        command.args(new.split_whitespace()).args(arguments.split(' ')).current_dir(folder).stderr(Stdio::null());
        assert!(command.status().unwrap().success(), "openssl {arguments}");
    };
    openssl(&format!("-subj /CN=authority -keyout authority.key -out {AUTHORITY}"));
    openssl(&format!(
        "-CA {AUTHORITY} -CAkey authority.key -subj /CN=localhost -addext subjectAltName=DNS:localhost -addext \
         basicConstraints=CA:FALSE -keyout privkey.pem -out fullchain.pem"
    ));
}

/// What a server answers.
#[derive(Debug)]
pub struct Reply {
    /// The status.
    pub status: u16,
    /// The headers, their names in small letters; of those that come twice, one after the other.
    pub headers: BTreeMap<String, String>,
    /// The bytes as they came, in whatever encoding.
    pub body: Vec<u8>,
}

/// Asks for a path, as no browser would: without any tidying of it.
pub fn ask(address: &str, path: &str, encodings: &str) -> Reply {
    let host = address.trim_start_matches("http://").trim_end_matches('/');
    let mut line = TcpStream::connect(host).unwrap();
    line.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    let request =
        format!("GET /{path} HTTP/1.1\r\nHost: {host}\r\nAccept-Encoding: {encodings}\r\nConnection: close\r\n\r\n");
    line.write_all(request.as_bytes()).unwrap();
    let mut bytes = Vec::new();
    let _ = line.read_to_end(&mut bytes);
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").unwrap_or_else(|| panic!("{path}: no reply"));
    let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
    let mut headers: BTreeMap<String, String> = BTreeMap::new();
    for (name, value) in head.lines().skip(1).filter_map(|line| line.split_once(':')) {
        let entry = headers.entry(name.to_ascii_lowercase()).or_default();
        *entry = if entry.is_empty() { value.trim().to_owned() } else { format!("{entry}, {}", value.trim()) };
    }
    let status = head.split(' ').nth(1).and_then(|code| code.parse().ok()).unwrap_or(0);
    let body = bytes.split_off(end + 4);
    let chunked = headers.get("transfer-encoding").is_some_and(|how| how == "chunked");
    Reply { status, headers, body: if chunked { unchunked(&body) } else { body } }
}

/// A body that came in pieces, each after its length.
fn unchunked(mut rest: &[u8]) -> Vec<u8> {
    let mut body = Vec::new();
    while let Some(end) = rest.windows(2).position(|two| two == b"\r\n") {
        let length = usize::from_str_radix(String::from_utf8_lossy(&rest[..end]).trim(), 16).unwrap();
        body.extend_from_slice(&rest[end + 2..end + 2 + length]);
        rest = &rest[(end + 4 + length).min(rest.len())..];
    }
    body
}
