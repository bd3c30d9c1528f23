//! Sheets: A4 upright with 22 lines of 28 characters, or across for an annex, each sequence of one kind a section.

/// A line, in twentieths of a point: 22 of them are the 225 mm between the margins.
pub(super) const LINE: usize = 579;
/// Characters of a line, which are the 156 mm between the margins.
pub(super) const LINE_OF_CHARACTERS: f64 = 28.0;
/// A paragraph that takes no room.
pub(super) const HIDDEN: &str = "<w:p><w:pPr><w:pStyle w:val=\"Hidden\"/></w:pPr></w:p>\n";
/// A character, in twentieths of a point.
pub(super) const CHARACTER: f64 = 8845.0 / LINE_OF_CHARACTERS;

/// Which way a sheet lies.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Orientation {
    #[default]
    Upright,
    Across,
}

/// What a table must know of its sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sheet {
    /// Between the margins, in twentieths of a point.
    pub(super) width: usize,
    /// Whether its tables are set small: an annex is looked up, not read.
    pub(super) is_small: bool,
}

impl Orientation {
    fn sheet(self) -> Sheet {
        match self {
            Self::Upright => Sheet { width: 8845, is_small: false },
            Self::Across => Sheet { width: 12_756, is_small: true },
        }
    }

    /// The properties of a section: margins of 37, 26, 35 and 28 mm from the top clockwise, turned with the sheet. The characters
    /// are set closer than 16 points apart, by 4096ths of a point, so that 28 stand on a line.
    fn properties(self, begins: bool) -> String {
        let numbers = if begins { "<w:pgNumType w:start=\"1\"/>" } else { "" };
        let (before, behind) = match self {
            Self::Upright => (
                "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"rId3\"/>\
                 <w:footerReference w:type=\"even\" r:id=\"rId4\"/><w:type w:val=\"nextPage\"/><w:pgSz w:w=\"11906\" w:h=\"16838\"/>\
                 <w:pgMar w:top=\"2098\" w:right=\"1474\" w:bottom=\"1984\" w:left=\"1587\" w:header=\"851\" w:footer=\"1304\" w:gutter=\"0\"/>",
                "<w:cols w:space=\"425\"/><w:docGrid w:type=\"linesAndChars\" w:linePitch=\"579\" w:charSpace=\"-849\"/></w:sectPr>",
            ),
            Self::Across => (
                "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"rId3\"/>\
                 <w:footerReference w:type=\"even\" r:id=\"rId4\"/><w:type w:val=\"nextPage\"/><w:pgSz w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\"/>\
                 <w:pgMar w:top=\"1587\" w:right=\"2098\" w:bottom=\"1474\" w:left=\"1984\" w:header=\"851\" w:footer=\"794\" w:gutter=\"0\"/>",
                "<w:cols w:space=\"425\"/><w:docGrid w:type=\"lines\" w:linePitch=\"579\"/></w:sectPr>",
            ),
        };
        format!("{before}{numbers}{behind}")
    }
}

/// The sheet that is being written on.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Place {
    orientation: Orientation,
    /// Whether its pages are numbered from 1: a document of its own began with this section.
    begins: bool,
}

impl Place {
    pub(super) fn sheet(self) -> Sheet {
        self.orientation.sheet()
    }

    /// The properties of the last section.
    pub(super) fn end(self) -> String {
        self.orientation.properties(self.begins)
    }

    /// A document of its own begins, at its page 1.
    pub(super) fn begin(&mut self, body: &mut String) {
        if !body.is_empty() {
            self.close(body);
            *self = Self { orientation: Orientation::Upright, begins: true };
        }
    }

    /// An annex begins on a new sheet, across: a section ends where the next sheet lies the other way.
    pub(super) fn annex(&mut self, body: &mut String) {
        match self.orientation {
            Orientation::Across => body.push_str(
                "<w:p><w:pPr><w:pStyle w:val=\"Hidden\"/></w:pPr><w:r><w:br w:type=\"page\"/></w:r></w:p>\n",
            ),
            Orientation::Upright => {
                self.close(body);
                *self = Self { orientation: Orientation::Across, begins: false };
            }
        }
    }

    /// Ends a section.
    fn close(self, body: &mut String) {
        let properties = self.end();
        // The last paragraph carries them: one of its own could begin a sheet with nothing on it. Only the one that a floating
        // table hangs on does not: LibreOffice would leave the table where it is.
        let last = body.strip_suffix("</w:p>\n").filter(|_| !body.ends_with(HIDDEN));
        let last = last.and_then(|_| body.rfind("</w:pPr>"));
        match last {
            Some(at) => body.insert_str(at, &properties),
            None => body.push_str(&format!(
                "<w:p><w:pPr><w:pStyle w:val=\"Hidden\"/>{properties}</w:pPr></w:p>\n"
            )),
        }
    }
}
