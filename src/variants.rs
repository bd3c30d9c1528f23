//! Enums that cannot drift: their variants, their stable names and a table with a place for each, from one list.
//!
//! This room knows no enum of its own.

/// An enum whose variants have stable names, and where asked for a type with one value for each variant:
/// `variants! { pub enum Light, PerLight { Red = "red", … } }`.
macro_rules! variants {
    (
        $(#[$meta:meta])*
        $vis:vis enum $name:ident $(, $per:ident)? {
            $($(#[$doc:meta])* $variant:ident = $text:literal,)+
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        $vis enum $name {
            $($(#[$doc])* $variant,)+
        }

        impl $name {
            /// How many there are.
            $vis const COUNT: usize = [$($text),+].len();

            /// Each with its name, in order.
            $vis const ALL: [(&'static str, Self); Self::COUNT] = [$(($text, Self::$variant),)+];

            /// Its name in files, in JSON and on the command line.
            $vis const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $text,)+
                }
            }

            /// The variant of that name.
            $vis fn parse(name: &str) -> Option<Self> {
                match name {
                    $($text => Some(Self::$variant),)+
                    _ => None,
                }
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.name())
            }
        }

        $(crate::variants::per_variant! { $vis $per of $name })?
    };
}

/// A type with one value for each variant of an enum, indexed by the variant.
macro_rules! per_variant {
    ($vis:vis $per:ident of $name:ident) => {
        #[doc = concat!("One value for each [`", stringify!($name), "`].")]
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        $vis struct $per<T>([T; $name::COUNT]);

        impl<T> $per<T> {
            /// The value of each variant.
            $vis fn new(mut value: impl FnMut($name) -> T) -> Self {
                Self($name::ALL.map(|(_, variant)| value(variant)))
            }

            /// Each variant with its value, in order.
            $vis fn iter(&self) -> impl Iterator<Item = ($name, &T)> {
                $name::ALL.iter().map(|(_, variant)| *variant).zip(&self.0)
            }
        }

        impl<T: Default> Default for $per<T> {
            fn default() -> Self {
                Self::new(|_| T::default())
            }
        }

        impl<T> std::ops::Index<$name> for $per<T> {
            type Output = T;
            fn index(&self, variant: $name) -> &T {
                &self.0[variant as usize]
            }
        }

        impl<T> std::ops::IndexMut<$name> for $per<T> {
            fn index_mut(&mut self, variant: $name) -> &mut T {
                &mut self.0[variant as usize]
            }
        }
    };
}

pub(crate) use {per_variant, variants};
