//! Pages that show what the program prints must show what it prints now.

use crate::casus::Casus;
use crate::complaint::Complaint;
use crate::help_pages::{COMMANDS, README, commands_page, readme_page};
use crate::repository::Repository;

/// Compares both pages with the program.
pub(super) fn check(repository: &Repository) -> Vec<Complaint> {
    let casus = match Casus::ready(repository) {
        Ok(casus) => casus,
        Err(error) => return vec![Complaint::of(COMMANDS, error, "it is compared with what the program prints")],
    };
    let readme = repository.read(README).unwrap_or_default();
    let commands = repository.read(COMMANDS).unwrap_or_default();
    let compared =
        [compare(COMMANDS, &commands, commands_page(&casus)), compare(README, &readme, readme_page(&casus, &readme))];
    compared.into_iter().flatten().collect()
}

fn compare(page: &str, now: &str, wanted: Result<String, String>) -> Option<Complaint> {
    let wanted = match wanted {
        Ok(wanted) => wanted,
        Err(error) => return Some(Complaint::of(page, error, "see CONTRIBUTING.md")),
    };
    let line = first_difference(now, &wanted)?;
    let help = "write it anew with `cargo xtask docs`, and read what changed";
    Some(Complaint::at(page, line, "not what the program prints now", help))
}

/// The first line in which two texts differ, from 1.
fn first_difference(one: &str, other: &str) -> Option<usize> {
    let mut pairs = one.split('\n').zip(other.split('\n'));
    if one == other {
        return None;
    }
    let at = pairs.position(|(one, other)| one != other);
    Some(at.unwrap_or_else(|| one.split('\n').count().min(other.split('\n').count())) + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_line_that_differs_is_named() {
        assert_eq!(first_difference("a\nb\n", "a\nb\n"), None);
        assert_eq!(first_difference("a\nb\n", "a\nc\n"), Some(2));
        assert_eq!(first_difference("", "a\nb"), Some(1));
        assert_eq!(first_difference("a\nb", "a\nb\nc"), Some(3));
    }

    #[test]
    fn a_page_that_cannot_be_made_is_a_complaint_too() {
        assert!(compare("README.md", "x", Err("no marks".to_string())).is_some());
        assert!(compare("README.md", "x", Ok("x".to_string())).is_none());
    }
}
