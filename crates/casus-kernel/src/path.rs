//! Which instructions carry the arithmetic out. A body is written once, over [`Lanes`](crate::lanes::Lanes), and
//! [`on_each_path`] compiles it once for each path; the best that the machine has is chosen while the program runs. A
//! path changes how fast a sum is taken and never what comes out.

/// A set of instructions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Path {
    /// Registers of 512 bits, with the dot products of bytes (VNNI).
    Avx512,
    /// Registers of 256 bits with fused multiply-adds.
    Avx2,
    /// What every machine has.
    Plain,
}

impl Path {
    /// The fastest that this machine has. The machine is asked once; the standard library keeps the answer.
    pub fn best() -> Path {
        if Path::Avx512.is_here() { Path::Avx512 } else { Path::Avx2.or_plain() }
    }

    /// Every path that this machine has, the fastest first. Tests compare them.
    pub fn available() -> Vec<Path> {
        [Path::Avx512, Path::Avx2, Path::Plain].into_iter().filter(|path| path.is_here()).collect()
    }

    /// The path itself where this machine has it, else the plain one.
    pub(crate) fn or_plain(self) -> Path {
        if self.is_here() { self } else { Path::Plain }
    }

    #[cfg(target_arch = "x86_64")]
    fn is_here(self) -> bool {
        let avx2 = || is_x86_feature_detected!("avx2") && is_x86_feature_detected!("fma");
        match self {
            Path::Avx512 => {
                avx2()
                    && is_x86_feature_detected!("avx512f")
                    && is_x86_feature_detected!("avx512bw")
                    && is_x86_feature_detected!("avx512dq")
                    && is_x86_feature_detected!("avx512vl")
                    && is_x86_feature_detected!("avx512vnni")
            }
            Path::Avx2 => avx2(),
            Path::Plain => true,
        }
    }

    #[cfg(not(target_arch = "x86_64"))]
    fn is_here(self) -> bool {
        self == Path::Plain
    }
}

/// `fn name(arguments) = body;` makes a function that takes a [`Path`] and then the arguments. The body, generic over
/// `Lanes` and always inlined, is compiled once for each path.
macro_rules! on_each_path {
    ($(#[$about:meta])* fn $name:ident($($argument:ident: $type:ty),* $(,)?) = $body:ident;) => {
        $(#[$about])*
        #[allow(unsafe_code)] // calls of functions that are compiled for instructions found to be here
        fn $name(path: $crate::path::Path, $($argument: $type),*) {
            #[cfg(target_arch = "x86_64")]
            #[target_feature(enable = "avx2,fma,avx512f,avx512bw,avx512dq,avx512vl,avx512vnni")]
            fn avx512($($argument: $type),*) {
                $body::<$crate::registers::One>($($argument),*);
            }
            #[cfg(target_arch = "x86_64")]
            #[target_feature(enable = "avx2,fma")]
            fn avx2($($argument: $type),*) {
                $body::<$crate::registers::Two>($($argument),*);
            }
            match path.or_plain() {
                // SAFETY: `or_plain` keeps this path only where the machine has all of these instructions.
                #[cfg(target_arch = "x86_64")]
                $crate::path::Path::Avx512 => unsafe { avx512($($argument),*) },
                // SAFETY: as above.
                #[cfg(target_arch = "x86_64")]
                $crate::path::Path::Avx2 => unsafe { avx2($($argument),*) },
                _ => $body::<$crate::lanes::Plain>($($argument),*),
            }
        }
    };
}
pub(crate) use on_each_path;
