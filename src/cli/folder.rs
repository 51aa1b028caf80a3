//! A folder that appears whole or not at all: written beside its place, then renamed; and files that replace none.

use super::messages::Trouble;
use super::{Screen, Status};
use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// Writes a file that must not be there yet.
///
/// # Errors
/// Where it is there, or cannot be written.
pub fn write_new(path: &Path, text: &str) -> io::Result<()> {
    fs::File::create_new(path)?.write_all(text.as_bytes())
}

/// Puts a text in the place of a file at once: written beside it, then renamed. A link stays a link, the permissions
/// stay, and a file that may not be written stays as it is.
///
/// # Errors
/// Where it cannot be written or renamed; the file is then as it was.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let real = fs::canonicalize(path)?;
    let permissions = fs::metadata(&real)?.permissions();
    if permissions.readonly() {
        return Err(io::ErrorKind::PermissionDenied.into());
    }
    let mut name = std::ffi::OsString::from(".");
    name.push(real.file_name().unwrap_or_default());
    name.push(format!(".{}.part", std::process::id()));
    let part = real.with_file_name(name);
    let written = fs::File::create_new(&part).and_then(|mut file| {
        file.write_all(bytes)?;
        file.set_permissions(permissions)?;
        file.sync_all()
    });
    written.and_then(|()| fs::rename(&part, &real)).inspect_err(|_| {
        // Nothing more can be done about a file that cannot be removed.
        let _ = fs::remove_file(&part);
    })
}

/// Refuses a folder that is there already.
///
/// # Errors
/// The status to end with.
pub fn must_be_new(out: &Path, screen: &Screen) -> Result<(), Status> {
    if !out.exists() {
        return Ok(());
    }
    let told = out.display();
    screen.complain(
        &Trouble::new(format!("{told} exists already"), format!("{told} 已经存在")).mend(
            "name a folder that does not exist yet: --out DIR",
            "请换一个还没有的文件夹：--out 文件夹",
        ),
    );
    Err(Status::Unusable)
}

/// A folder being written. Dropped without [`NewFolder::finish`], it leaves nothing behind.
pub struct NewFolder {
    to: PathBuf,
    work: PathBuf,
    done: bool,
}

impl NewFolder {
    /// Begins a folder beside its place.
    ///
    /// # Errors
    /// Where the place is taken, or nothing can be written there.
    pub fn begin(to: &Path) -> io::Result<NewFolder> {
        if to.exists() {
            return Err(io::Error::new(io::ErrorKind::AlreadyExists, "exists"));
        }
        let name = to
            .file_name()
            .ok_or_else(|| io::Error::new(io::ErrorKind::InvalidInput, "no folder name"))?;
        let parent = to
            .parent()
            .filter(|parent| !parent.as_os_str().is_empty())
            .unwrap_or(Path::new("."));
        fs::create_dir_all(parent)?;
        let mut work_name = std::ffi::OsString::from(".");
        work_name.push(name);
        work_name.push(format!(".{}.part", std::process::id()));
        let work = parent.join(work_name);
        fs::create_dir(&work)?;
        Ok(NewFolder {
            to: to.to_owned(),
            work,
            done: false,
        })
    }

    /// A file in it.
    ///
    /// # Errors
    /// Where it cannot be made.
    pub fn file(&self, name: &str) -> io::Result<BufWriter<fs::File>> {
        Ok(BufWriter::with_capacity(
            1 << 20,
            fs::File::create_new(self.work.join(name))?,
        ))
    }

    /// A whole file in it.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn write(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let mut file = self.file(name)?;
        file.write_all(bytes)?;
        file.flush()
    }

    /// Puts the folder in its place when all of it has reached the disk, so that a failing machine leaves all or
    /// nothing. Another folder of that name keeps its place.
    ///
    /// # Errors
    /// Where it cannot be written or renamed, or the place was taken meanwhile.
    pub fn finish_safely(self) -> io::Result<()> {
        for entry in fs::read_dir(&self.work)? {
            fs::File::options().append(true).open(entry?.path())?.sync_all()?;
        }
        let parent = self.work.parent().map(Path::to_path_buf);
        self.finish()?;
        // Folders cannot be opened everywhere; where they can, their entry is made to last too.
        if let Some(Ok(folder)) = parent.map(fs::File::open) {
            let _ = folder.sync_all();
        }
        Ok(())
    }

    /// Puts the folder in its place.
    ///
    /// # Errors
    /// Where it cannot be renamed.
    pub fn finish(mut self) -> io::Result<()> {
        fs::rename(&self.work, &self.to)?;
        self.done = true;
        Ok(())
    }
}

impl Drop for NewFolder {
    fn drop(&mut self) {
        if !self.done {
            // Nothing more can be done about a folder that cannot be removed.
            let _ = fs::remove_dir_all(&self.work);
        }
    }
}
