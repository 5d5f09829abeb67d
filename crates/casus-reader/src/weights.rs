//! A file of weights: tensors with a name, a type and a shape; texts are tensors too. Whoever reads a tensor says what
//! shape it must have, and what does not fit is an error that names the tensor, so that a network is either whole or not
//! there. This module knows no networks.

use half::f16;
use safetensors::{Dtype, SafeTensors, tensor::TensorView};
use std::fmt;
use std::str::FromStr;
use zerocopy::FromBytes;

/// A file of weights, read where it lies.
pub struct Weights<'a> {
    tensors: SafeTensors<'a>,
}

/// What is wrong with a file of weights: which tensor or fact, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadWeights {
    name: String,
    what: String,
}

impl fmt::Display for BadWeights {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        match self.name.as_str() {
            "" => write!(out, "the weights cannot be read: {}", self.what),
            name => write!(out, "the weights cannot be read: `{name}` {}", self.what),
        }
    }
}

impl std::error::Error for BadWeights {}

impl BadWeights {
    /// What is wrong with a tensor or fact, worded to follow its name.
    pub fn new(name: &str, what: impl Into<String>) -> BadWeights {
        BadWeights { name: name.to_string(), what: what.into() }
    }
}

impl<'a> Weights<'a> {
    /// Opens a file in the safetensors format.
    ///
    /// # Errors
    /// If it is no such file, or is cut short.
    pub fn read(bytes: &'a [u8]) -> Result<Weights<'a>, BadWeights> {
        let whole = |error| BadWeights::new("", format!("{error:?}"));
        Ok(Weights { tensors: SafeTensors::deserialize(bytes).map_err(whole)? })
    }

    /// How large a tensor is in each of its directions.
    ///
    /// # Errors
    /// If it is not there.
    pub fn shape(&self, name: &str) -> Result<Vec<usize>, BadWeights> {
        Ok(self.tensor(name)?.shape().to_vec())
    }

    /// How large a tensor is in its last direction.
    ///
    /// # Errors
    /// If it is not there, or is a single number.
    pub fn width(&self, name: &str) -> Result<usize, BadWeights> {
        self.shape(name)?.last().copied().ok_or_else(|| BadWeights::new(name, "is a single number"))
    }

    /// Whether a tensor is there.
    pub fn has(&self, name: &str) -> bool {
        self.tensor(name).is_ok()
    }

    /// Fractions, row by row, from a tensor in 32 or 16 bits; all are finite.
    ///
    /// # Errors
    /// If it is not there, has another shape or type, or holds a number that is none.
    pub fn floats(&self, name: &str, shape: &[usize]) -> Result<Vec<f32>, BadWeights> {
        let tensor = self.of_shape(name, shape)?;
        let numbers: Vec<f32> = match tensor.dtype() {
            Dtype::F32 => tensor.data().as_chunks().0.iter().map(|bytes| f32::from_le_bytes(*bytes)).collect(),
            Dtype::F16 => tensor.data().as_chunks().0.iter().map(|bytes| f16::from_le_bytes(*bytes).to_f32()).collect(),
            other => return Err(BadWeights::new(name, format!("is of type {other:?}, not F32 or F16"))),
        };
        if numbers.iter().any(|number| !number.is_finite()) {
            return Err(BadWeights::new(name, "holds an infinite number, or one that is none"));
        }
        Ok(numbers)
    }

    /// Whole numbers of 8 bits, row by row.
    ///
    /// # Errors
    /// If it is not there, or has another shape or type.
    pub fn integers(&self, name: &str, shape: &[usize]) -> Result<&'a [i8], BadWeights> {
        let tensor = self.of_shape(name, shape)?;
        let wrong = || BadWeights::new(name, format!("is of type {:?}, not I8", tensor.dtype()));
        if tensor.dtype() != Dtype::I8 {
            return Err(wrong());
        }
        <[i8]>::ref_from_bytes(tensor.data()).map_err(|_| wrong())
    }

    /// A text in UTF-8 that holds a number.
    ///
    /// # Errors
    /// If it is not there, or holds something other than a number.
    pub fn number<N: FromStr>(&self, name: &str) -> Result<N, BadWeights> {
        number(name, self.text(name)?)
    }

    /// A text in UTF-8.
    ///
    /// # Errors
    /// If it is not there, is of another type, or is no UTF-8.
    pub fn text(&self, name: &str) -> Result<&'a str, BadWeights> {
        let tensor = self.tensor(name)?;
        if tensor.dtype() != Dtype::U8 {
            return Err(BadWeights::new(name, format!("is of type {:?}, not U8", tensor.dtype())));
        }
        std::str::from_utf8(tensor.data()).map_err(|error| BadWeights::new(name, format!("is no text: {error}")))
    }

    fn of_shape(&self, name: &str, shape: &[usize]) -> Result<TensorView<'a>, BadWeights> {
        let tensor = self.tensor(name)?;
        if tensor.shape() != shape {
            let what = format!("has the shape {:?}, not {shape:?}", tensor.shape());
            return Err(BadWeights::new(name, what));
        }
        Ok(tensor)
    }

    fn tensor(&self, name: &str) -> Result<TensorView<'a>, BadWeights> {
        self.tensors.tensor(name).map_err(|_| BadWeights::new(name, "is not in it"))
    }
}

/// A number as it is written under a name.
///
/// # Errors
/// If it is no such number.
pub fn number<N: FromStr>(name: &str, written: &str) -> Result<N, BadWeights> {
    written.parse().map_err(|_| BadWeights::new(name, format!("is no number: {written}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A file with the tensors of this list: name, type, shape, bytes.
    fn file(tensors: &[(&str, &str, &[usize], &[u8])]) -> Vec<u8> {
        let (mut entries, mut data) = (Vec::new(), Vec::new());
        for (name, kind, shape, bytes) in tensors {
            let (start, end) = (data.len(), data.len() + bytes.len());
            entries.push(format!(r#""{name}":{{"dtype":"{kind}","shape":{shape:?},"data_offsets":[{start},{end}]}}"#));
            data.extend_from_slice(bytes);
        }
        let header = format!("{{{}}}", entries.join(","));
        [&(header.len() as u64).to_le_bytes(), header.as_bytes(), &data].concat()
    }

    fn complaint<T: fmt::Debug>(result: Result<T, BadWeights>) -> String {
        result.unwrap_err().to_string()
    }

    #[test]
    fn tensors_are_read_as_what_they_are() {
        let wide = [1.5f32.to_le_bytes(), (-2.0f32).to_le_bytes()].concat();
        let half = [f16::from_f32(0.25).to_le_bytes(), f16::from_f32(-3.0).to_le_bytes()].concat();
        let bytes = file(&[
            ("a", "F32", &[2], &wide),
            ("b", "F16", &[1, 2], &half),
            ("c", "I8", &[3], &[1, 255, 128]),
            ("d", "U8", &[4], "éé".as_bytes()),
        ]);
        let weights = Weights::read(&bytes).unwrap();
        assert_eq!(weights.floats("a", &[2]).unwrap(), [1.5, -2.0]);
        assert_eq!(weights.floats("b", &[1, 2]).unwrap(), [0.25, -3.0]);
        assert_eq!(weights.integers("c", &[3]).unwrap(), [1, -1, -128]);
        assert_eq!(weights.text("d").unwrap(), "éé");
        assert_eq!(weights.shape("b").unwrap(), [1, 2]);
    }

    #[test]
    fn what_does_not_fit_is_named() {
        let bytes = file(&[("a", "F32", &[1], &f32::NAN.to_le_bytes()), ("d", "U8", &[1], &[0xC3])]);
        let weights = Weights::read(&bytes).unwrap();
        assert_eq!(complaint(weights.floats("b", &[1])), "the weights cannot be read: `b` is not in it");
        assert_eq!(
            complaint(weights.floats("a", &[1, 1])),
            "the weights cannot be read: `a` has the shape [1], not [1, 1]"
        );
        assert_eq!(
            complaint(weights.floats("a", &[1])),
            "the weights cannot be read: `a` holds an infinite number, or one that is none"
        );
        assert_eq!(
            complaint(weights.floats("d", &[1])),
            "the weights cannot be read: `d` is of type U8, not F32 or F16"
        );
        assert_eq!(complaint(weights.integers("a", &[1])), "the weights cannot be read: `a` is of type F32, not I8");
        assert!(complaint(weights.text("d")).starts_with("the weights cannot be read: `d` is no text"));
    }

    #[test]
    fn a_file_of_another_kind_or_cut_short_is_refused() {
        assert!(Weights::read(b"no weights at all").is_err());
        let bytes = file(&[("a", "U8", &[2], &[1, 2])]);
        assert!(Weights::read(&bytes[..bytes.len() - 1]).is_err());
    }
}
