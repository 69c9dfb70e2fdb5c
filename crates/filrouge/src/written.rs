use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

use crate::{Lost, WrittenHeader};

/// Headers that are written, in their order, and what was left out.
#[derive(Default)]
pub(crate) struct Written {
    pub(crate) headers: Vec<WrittenHeader<'static>>,
    pub(crate) lost: Lost,
}

impl Written {
    pub(crate) fn push(&mut self, key: impl Into<Cow<'static, str>>, value: impl Into<Cow<'static, str>>) {
        fn bytes(text: Cow<'static, str>) -> Cow<'static, [u8]> {
            match text {
                Cow::Borrowed(text) => Cow::Borrowed(text.as_bytes()),
                Cow::Owned(text) => Cow::Owned(String::into_bytes(text)),
            }
        }
        self.headers.push(WrittenHeader { key: bytes(key.into()), value: Some(bytes(value.into())) });
    }
}
