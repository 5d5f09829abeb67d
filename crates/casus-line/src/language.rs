//! Whether an article is in English, the only language that is coded. Judged on the paragraphs that are read, and only
//! where they are long enough and the answer is sure: a doubtful text is coded.

use crate::Refusal;
use casus_types::Article;
use whatlang::{Lang, Script};

/// Shorter texts are names and headlines; no language is told from them.
const ENOUGH: usize = 120;
/// Longer ones are judged on their beginning.
const PLENTY: usize = 20_000;

/// Refuses an article that is surely in another language.
pub(crate) fn must_be_english(article: &Article) -> Result<(), Refusal> {
    let mut words = String::new();
    for block in article.readable() {
        words.push_str(article.text.slice(block.span));
        words.push('\n');
        if words.len() > PLENTY {
            break;
        }
    }
    match other_language(&words) {
        None => Ok(()),
        Some(language) => {
            let what = format!("not in English (it reads as {language}); nothing is coded");
            Err(Refusal::new(&article.source, what, "give it in English translation"))
        }
    }
}

/// The name of the language, where it is surely not English.
fn other_language(words: &str) -> Option<&'static str> {
    let letters = words.chars().filter(|c| c.is_alphabetic()).count();
    let told = whatlang::detect(words)?;
    // A text in another script is told from a few words; within Latin script, names mislead short texts.
    let enough = if told.script() == Script::Latin { ENOUGH } else { ENOUGH / 8 };
    let sure = letters >= enough && told.is_reliable() && told.lang() != Lang::Eng;
    sure.then(|| told.lang().eng_name())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_languages_are_told_from_a_paragraph_and_english_never_is() {
        let french = "Le ministre des affaires étrangères est arrivé lundi dans la capitale pour deux jours de \
                      discussions avec son homologue. Les deux pays veulent reprendre le dialogue sur la sécurité des \
                      frontières, interrompu depuis le printemps dernier après un échange de tirs.";
        let korean = "외교부 장관은 월요일 수도에 도착해 이틀 동안 상대국 장관과 회담할 예정이다. 두 나라는 국경 안보에 관한 대화를 재개하려 한다.";
        let english = "The foreign minister arrived in the capital on Monday for two days of talks with his \
                       counterpart. Both countries want to take up again the dialogue on border security that broke \
                       off last spring after an exchange of fire between Kim Yong-chol's and Ri Son-gwon's men.";
        assert_eq!(other_language(french), Some("French"));
        assert_eq!(other_language(korean), Some("Korean"));
        assert_eq!(other_language(english), None);
        assert_eq!(other_language("Park Jin, Pyongyang, Kim Song"), None);
        assert_eq!(other_language(""), None);
    }
}
