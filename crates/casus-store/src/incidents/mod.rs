//! Reports of one act become one incident. Two witnesses are held side by side ([`odds`]): time, place, parties and type
//! decide, wording helps. Those that may be one act are linked, and of all that hang together by links the likest are made
//! one first ([`gather`]), so that the order in which articles came does not count. It does in two places: of more than
//! [`join::MOST`] candidates of a day the nearest are looked at, and of more than [`join::WIDEST`] witnesses that hang
//! together the first found are gathered anew.

mod forest;
mod gather;
mod join;
mod laws;
mod likeness;
mod meanings;
mod summary;
#[cfg(test)]
mod tests;
mod witness;
mod words;

pub use forest::{Forest, Node, Tree};
pub use gather::gather;
pub use join::THRESHOLD;
pub(crate) use join::{forget, join};
pub use laws::laws;
pub use likeness::{Likenesses, NAMES, chance, likenesses, odds};
pub use witness::{Party, Place, Witness};
pub use words::{Bag, Story, Together, stem, weight};

impl crate::Store {
    /// The incidents of so many witnesses or more, each with all that its witnesses say, to be read by a person.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn incidents_to_read(&self, least: usize) -> Result<Vec<String>, crate::StoreError> {
        let ask = "SELECT incident, type || ' ' || status || ' ' || ifnull(start_date, '?') || ' ' || actors || ' > ' || \
                   recipients || ' at ' || ifnull(place, '?') || ', ' || articles || ' articles; ' || \
                   ifnull(conflicts, '') FROM incident WHERE witnesses >= ?1 ORDER BY incident";
        let mut ask = self.sql.prepare(ask)?;
        let heads = ask.query_map([least as i64], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?)))?;
        let each = "SELECT '  ' || article.article || ' ' || ifnull(published, '?') || ' ' || ifnull(start_date, '?') || '..' || \
                    ifnull(end_date, '?') || ' ' || ifnull(mode, '-') || ' ' || (SELECT ifnull(group_concat(side || ':' || \
                    name || '/' || ifnull(code, '?')), '') FROM participant WHERE participant.event = event.event) || ' @' \
                    || ifnull(event.place, '?') || ' [' || trigger || '] ' || evidence \
                    FROM event JOIN coding USING (coding) JOIN article USING (article) WHERE incident = ?1 ORDER BY event";
        let mut each = self.sql.prepare(each)?;
        let mut out = Vec::new();
        for head in heads {
            let (incident, head) = head?;
            let told = each.query_map([incident], |row| row.get::<_, String>(0))?.collect::<Result<Vec<_>, _>>()?;
            out.push(format!("{incident} {head}\n{}", told.join("\n")));
        }
        Ok(out)
    }
}
