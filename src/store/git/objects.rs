//! Objects of a repository through one `git cat-file --batch`, asked for by name, one after another.

use crate::store::opener::LIMIT;
use crate::store::{Error, Result, names};
use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::rc::Rc;

/// A running `cat-file`, and the trees it has shown so far.
pub struct Objects {
    child: Child,
    asks: Option<ChildStdin>,
    says: BufReader<ChildStdout>,
    /// Bytes of an object's name.
    length: usize,
    trees: HashMap<String, Rc<Vec<TreeEntry>>>,
    /// How often a tree was asked for.
    asked: usize,
}

/// So many trees are looked into in a run: one that holds itself many times over would never end.
const MOST_TREES: usize = 1_000_000;

/// What stands in a tree.
#[derive(Clone, Debug)]
pub struct TreeEntry {
    /// With bytes that are no UTF-8 as `\xHH`.
    pub name: String,
    /// The name of the object.
    pub object: String,
    /// A folder.
    pub is_tree: bool,
    /// A plain file: no link, no submodule.
    pub is_file: bool,
    /// A symbolic link, whose text is the way it leads.
    pub is_link: bool,
    /// A plain file that can be run.
    pub is_program: bool,
}

impl Objects {
    pub(super) fn begin(mut command: Command, length: usize) -> Result<Self> {
        let mut child =
            command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
        let asks = child.stdin.take();
        let says = child.stdout.take().ok_or_else(no_pipe)?;
        Ok(Self {
            child,
            asks,
            says: BufReader::with_capacity(1 << 16, says),
            length,
            trees: HashMap::new(),
            asked: 0,
        })
    }

    /// The bytes of an object.
    pub fn bytes(&mut self, name: &str) -> Result<Vec<u8>> {
        let asks = self.asks.as_mut().ok_or_else(no_pipe)?;
        asks.write_all(format!("{name}\n").as_bytes())?;
        asks.flush()?;
        let mut head = String::new();
        self.says.read_line(&mut head)?;
        let size = head.trim_end().rsplit(' ').next();
        let Some(size) = size.and_then(|size| size.parse::<usize>().ok()) else {
            return Err(Error::Object(head.trim_end().to_owned()));
        };
        if size as u64 > LIMIT {
            return Err(Error::Object(format!("{name}: {size} bytes, at most {LIMIT}")));
        }
        let mut bytes = vec![0; size + 1];
        self.says.read_exact(&mut bytes)?;
        bytes.pop();
        Ok(bytes)
    }

    /// What stands in a tree.
    pub fn tree(&mut self, name: &str) -> Result<Rc<Vec<TreeEntry>>> {
        self.asked += 1;
        if self.asked > MOST_TREES {
            return Err(Error::Tree(format!("{name}: more than {MOST_TREES} trees")));
        }
        if let Some(known) = self.trees.get(name) {
            return Ok(Rc::clone(known));
        }
        let bytes = self.bytes(name)?;
        let tree = entries(&bytes, self.length).ok_or_else(|| Error::Tree(name.to_owned()))?;
        let tree = Rc::new(tree);
        self.trees.insert(name.to_owned(), Rc::clone(&tree));
        Ok(tree)
    }
}

impl Drop for Objects {
    fn drop(&mut self) {
        // At the end of its input it ends by itself; there is nothing left to be told.
        drop(self.asks.take());
        let _ = self.child.wait();
    }
}

fn no_pipe() -> Error {
    Error::Object("no pipe".to_owned())
}

/// `mode SP name NUL object`, again and again.
fn entries(bytes: &[u8], length: usize) -> Option<Vec<TreeEntry>> {
    let mut rest = bytes;
    let mut found = Vec::new();
    while !rest.is_empty() {
        let space = memchr::memchr(b' ', rest)?;
        let end = memchr::memchr(0, rest)?;
        let mode = rest.get(..space)?;
        let name = rest.get(space + 1..end)?;
        let object = rest.get(end + 1..end + 1 + length)?;
        found.push(TreeEntry {
            name: names::escaped(name),
            object: object.iter().map(|byte| format!("{byte:02x}")).collect(),
            is_tree: mode == b"40000",
            is_file: mode.starts_with(b"100"),
            is_link: mode == b"120000",
            is_program: mode == b"100755",
        });
        rest = rest.get(end + 1 + length..)?;
    }
    Some(found)
}
