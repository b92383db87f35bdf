//! Which inputs have the same bytes, and the ids of their records: known before any of them is read.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;

use crate::inputs::{Input, reason};

/// Hexadecimal digits of an id.
const ID_DIGITS: usize = 16;

/// Inputs with the same bytes.
#[derive(Debug)]
pub(crate) struct Group {
    /// The BLAKE3 of their bytes, in hexadecimal digits.
    pub(crate) blake3: String,
    /// The id of the record that they give.
    pub(crate) id: String,
    /// Indices of the inputs, ascending.
    pub(crate) members: Vec<usize>,
}

/// Hashes all inputs and groups them, in the order of their first members. What can't be read loses its size for the
/// reason; what is not hashed because the run is stopped is in no group.
pub(crate) fn survey(inputs: &mut [Input], stop: &AtomicBool, hashed: &(dyn Fn() + Sync)) -> Vec<Group> {
    let hashes: Vec<Option<blake3::Hash>> = inputs
        .par_iter_mut()
        .map(|input| {
            let hash = match &input.bytes {
                Ok(_) if stop.load(Ordering::Relaxed) => return None,
                Ok(_) => input.hash(),
                Err(_) => return None,
            };
            hashed();
            match hash {
                Ok((hash, bytes)) => {
                    input.bytes = Ok(bytes);
                    Some(hash)
                }
                Err(error) => {
                    input.bytes = Err(format!("can't be read: {}", reason(error.kind())));
                    None
                }
            }
        })
        .collect();
    group(&hashes.iter().map(|hash| hash.map(|hash| hash.to_hex().to_string())).collect::<Vec<_>>())
}

fn group(hashes: &[Option<String>]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut known = BTreeMap::new();
    let mut ids = BTreeSet::new();
    for (index, hash) in hashes.iter().enumerate() {
        let Some(hash) = hash else { continue };
        let at = *known.entry(hash.as_str()).or_insert(groups.len());
        match groups.get_mut(at) {
            Some(group) => group.members.push(index),
            None => {
                let id = free_id(hash, &ids);
                ids.insert(id.clone());
                groups.push(Group { blake3: hash.clone(), id, members: vec![index] });
            }
        }
    }
    groups
}

/// The id of bytes with this hash, in hexadecimal digits.
pub(crate) fn first_id(hash: &str) -> &str {
    hash.get(..ID_DIGITS).unwrap_or(hash)
}

/// The first digits of a hash; more of them where other bytes already have these.
fn free_id(hash: &str, taken: &BTreeSet<String>) -> String {
    let ids = (ID_DIGITS..=hash.len()).filter_map(|digits| hash.get(..digits));
    ids.map(str::to_owned).find(|id| !taken.contains(id)).unwrap_or_else(|| hash.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn same_bytes_are_one_group_and_each_group_has_its_id() {
        let [a, b] = ["a".repeat(64), "b".repeat(64)];
        let groups = group(&[Some(b.clone()), None, Some(a.clone()), Some(b.clone())]);
        let seen: Vec<_> = groups.iter().map(|g| (&g.blake3, g.id.as_str(), g.members.as_slice())).collect();
        assert_eq!(seen, [(&b, &b[..16], [0, 3].as_slice()), (&a, &a[..16], &[2])]);
    }

    #[test]
    fn other_bytes_with_the_same_first_digits_get_a_longer_id() {
        let hash = |end: &str| Some(format!("{}{end}", "0123456789abcdef".repeat(3)));
        let ids: Vec<_> = group(&[hash("x"), hash("y"), hash("x"), hash("z")]).into_iter().map(|g| g.id).collect();
        assert_eq!(ids, ["0123456789abcdef", "0123456789abcdef0", "0123456789abcdef01"]);
    }
}
