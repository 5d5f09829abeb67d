//! The repository as it lies on disk: which files it has, and their text. What a build leaves behind is no part of it.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{fs, io};

/// Folders that are not looked into, wherever they stand.
const LEFT_OUT: [&str; 4] = [".git", "corpus", "artifacts", "node_modules"];

/// The folder that holds all of the project.
pub(crate) struct Repository {
    root: PathBuf,
}

impl Repository {
    /// The one that this program was built in.
    pub(crate) fn here() -> Repository {
        let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
        Repository { root: manifest.parent().unwrap_or(manifest).to_path_buf() }
    }

    /// Where it lies.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// The place of a file.
    pub(crate) fn path(&self, file: &str) -> PathBuf {
        self.root.join(file)
    }

    /// All files, as paths from the root with `/`, sorted.
    pub(crate) fn files(&self) -> Result<Vec<String>, String> {
        let mut files = Vec::new();
        collect(&self.root, "", &mut files).map_err(|error| format!("{}: {error}", self.root.display()))?;
        files.sort();
        Ok(files)
    }

    /// The text of a file.
    pub(crate) fn read(&self, file: &str) -> Result<String, String> {
        fs::read_to_string(self.path(file)).map_err(|error| format!("{file}: cannot be read: {error}"))
    }

    /// Writes a file, and says whether that changed it.
    pub(crate) fn write(&self, file: &str, text: &str) -> Result<bool, String> {
        if self.read(file).is_ok_and(|old| old == text) {
            return Ok(false);
        }
        fs::write(self.path(file), text).map_err(|error| format!("{file}: cannot be written: {error}"))?;
        Ok(true)
    }

    /// A cargo command that runs in the root, with the cargo that runs this.
    pub(crate) fn cargo(&self) -> Command {
        let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        command.current_dir(&self.root);
        command
    }
}

fn collect(folder: &Path, shown: &str, files: &mut Vec<String>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = format!("{shown}{name}");
        let kind = entry.file_type()?;
        if kind.is_file() {
            files.push(path);
        } else if kind.is_dir() && !LEFT_OUT.contains(&name.as_str()) && !is_target(&name) {
            collect(&entry.path(), &format!("{path}/"), files)?;
        }
    }
    Ok(())
}

fn is_target(name: &str) -> bool {
    name == "target" || name.starts_with("target-")
}
