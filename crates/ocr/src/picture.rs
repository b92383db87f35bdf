//! Pictures in memory.

/// What a page looks like, in shades of gray, row by row from its top left corner.
#[derive(Clone, PartialEq, Eq)]
pub struct Picture {
    width: usize,
    height: usize,
    /// From 0, black, to 255, white.
    luma: Vec<u8>,
}

impl Picture {
    /// Pixels of the longest side that are kept: 340 dpi of an A4 page. What has more is made smaller.
    pub const LONGEST_SIDE: usize = 4_000;

    /// One of so many pixels; `None` where there are none, or not as many as width and height say. A large one is made smaller.
    pub fn new(width: usize, height: usize, luma: Vec<u8>) -> Option<Self> {
        if luma.is_empty() || width.checked_mul(height) != Some(luma.len()) {
            return None;
        }
        let picture = Self { width, height, luma };
        let longest = width.max(height);
        if longest <= Self::LONGEST_SIDE {
            return Some(picture);
        }
        let scaled = |side: usize| (side * Self::LONGEST_SIDE / longest).max(1);
        Some(picture.resized(scaled(width), scaled(height)))
    }

    /// From red, green and blue in turn, by ITU-R BT.601.
    pub fn of_rgb(width: usize, height: usize, rgb: &[u8]) -> Option<Self> {
        let luma = rgb.chunks_exact(3).map(|pixel| {
            let weighted = pixel.iter().zip([299_u32, 587, 114]).map(|(value, weight)| u32::from(*value) * weight);
            u8::try_from((weighted.sum::<u32>() + 500) / 1000).unwrap_or(u8::MAX)
        });
        Self::new(width, height, luma.collect())
    }

    /// Pixels from left to right.
    pub fn width(&self) -> usize {
        self.width
    }

    /// Pixels from top to bottom.
    pub fn height(&self) -> usize {
        self.height
    }

    /// All pixels, row by row, 0 for black to 255 for white.
    pub fn luma(&self) -> &[u8] {
        &self.luma
    }

    /// A digest of all that is to be seen, in hexadecimal digits: equal pictures have the same.
    pub fn hash(&self) -> String {
        let mut hasher = blake3::Hasher::new();
        for side in [self.width, self.height] {
            hasher.update(&(side as u64).to_le_bytes());
        }
        hasher.update(&self.luma).finalize().to_hex().to_string()
    }

    /// The pixel there; the nearest one beyond the edges.
    pub(crate) fn at(&self, x: isize, y: isize) -> u8 {
        let clamp = |value: isize, side: usize| usize::try_from(value).unwrap_or(0).min(side - 1);
        self.luma[clamp(y, self.height) * self.width + clamp(x, self.width)]
    }

    /// Between four pixels; the middle of the first pixel is at 0.5.
    pub(crate) fn between(&self, x: f32, y: f32) -> f32 {
        let (x, y) = (x - 0.5, y - 0.5);
        let (left, top) = (x.floor(), y.floor());
        let (right_share, bottom_share) = (x - left, y - top);
        #[expect(clippy::cast_possible_truncation, reason = "pixels of a picture")]
        let (column, row) = (left as isize, top as isize);
        let at = |dx, dy| f32::from(self.at(column + dx, row + dy));
        let upper = at(0, 0) + (at(1, 0) - at(0, 0)) * right_share;
        let lower = at(0, 1) + (at(1, 1) - at(0, 1)) * right_share;
        upper + (lower - upper) * bottom_share
    }

    pub(crate) fn row_mut(&mut self, y: usize) -> &mut [u8] {
        &mut self.luma[y * self.width..(y + 1) * self.width]
    }

    pub(crate) fn row(&self, y: usize) -> &[u8] {
        &self.luma[y * self.width..(y + 1) * self.width]
    }

    /// Of another size: pixels that become one are averaged, those between two are interpolated.
    pub(crate) fn resized(&self, width: usize, height: usize) -> Self {
        let columns = Shares::new(self.width, width);
        let rows = Shares::new(self.height, height);
        let narrow: Vec<f32> =
            self.luma.chunks_exact(self.width).flat_map(|row| columns.of(|x| f32::from(row[x]))).collect();
        let mut luma = vec![0; width * height];
        let mut line = vec![0.0; width];
        for (y, target) in luma.chunks_exact_mut(width).enumerate() {
            line.fill(0.0);
            for (from, share) in rows.at(y) {
                let source = &narrow[from * width..(from + 1) * width];
                line.iter_mut().zip(source).for_each(|(sum, value)| *sum += value * share);
            }
            target.iter_mut().zip(&line).for_each(|(pixel, value)| *pixel = to_pixel(*value));
        }
        Self { width, height, luma }
    }

    /// Turned clockwise by quarters.
    #[must_use]
    pub fn turned(self, quarters: u8) -> Self {
        let Self { width, height, luma } = self;
        match quarters % 4 {
            0 => Self { width, height, luma },
            2 => Self { width, height, luma: luma.into_iter().rev().collect() },
            quarter => {
                let mut turned = Vec::with_capacity(luma.len());
                for x in 0..width {
                    let column = |y: usize| match quarter {
                        1 => luma[(height - 1 - y) * width + x],
                        _ => luma[y * width + (width - 1 - x)],
                    };
                    turned.extend((0..height).map(column));
                }
                Self { width: height, height: width, luma: turned }
            }
        }
    }

    /// Left and right exchanged.
    #[must_use]
    pub fn mirrored(mut self) -> Self {
        self.luma.chunks_exact_mut(self.width).for_each(<[u8]>::reverse);
        self
    }

    /// Turned counterclockwise by a small angle around its middle, as large as before; what comes in at the corners is white.
    pub(crate) fn straightened(&self, degrees: f32) -> Self {
        let (sine, cosine) = degrees.to_radians().sin_cos();
        let (middle_x, middle_y) = (self.width as f32 / 2.0, self.height as f32 / 2.0);
        let mut luma = Vec::with_capacity(self.luma.len());
        for row in 0..self.height {
            let y = row as f32 + 0.5 - middle_y;
            for column in 0..self.width {
                let x = column as f32 + 0.5 - middle_x;
                let (from_x, from_y) = (middle_x + x * cosine - y * sine, middle_y + x * sine + y * cosine);
                let is_on_it =
                    (0.0..=self.width as f32).contains(&from_x) && (0.0..=self.height as f32).contains(&from_y);
                luma.push(if is_on_it { to_pixel(self.between(from_x, from_y)) } else { u8::MAX });
            }
        }
        Self { width: self.width, height: self.height, luma }
    }
}

impl std::fmt::Debug for Picture {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Picture of {} by {} pixels", self.width, self.height)
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a float is cut to what a pixel can be")]
fn to_pixel(value: f32) -> u8 {
    value.round() as u8
}

/// Which pixels of a side make one pixel of the same side in another size, and with which share.
struct Shares {
    /// For each pixel, the first it is made of and the shares of that and those behind it.
    of: Vec<(usize, Vec<f32>)>,
}

impl Shares {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "pixels of a picture")]
    fn new(from: usize, to: usize) -> Self {
        let step = from as f32 / to as f32;
        // A tent as wide as the larger of the two pixels on either side.
        let reach = step.max(1.0);
        let of = (0..to).map(|pixel| {
            let center = (pixel as f32 + 0.5) * step;
            let first = (center - reach).floor().max(0.0) as usize;
            let last = ((center + reach).ceil() as usize).min(from);
            let weights = (first..last).map(|source| (1.0 - (source as f32 + 0.5 - center).abs() / reach).max(0.0));
            let weights: Vec<f32> = weights.collect();
            let sum: f32 = weights.iter().sum();
            (first, weights.into_iter().map(|weight| weight / sum).collect())
        });
        Self { of: of.collect() }
    }

    fn at(&self, pixel: usize) -> impl Iterator<Item = (usize, f32)> {
        let (first, shares) = &self.of[pixel];
        shares.iter().enumerate().map(move |(index, share)| (first + index, *share))
    }

    fn of(&self, value: impl Fn(usize) -> f32) -> Vec<f32> {
        self.of
            .iter()
            .map(|(first, shares)| shares.iter().enumerate().map(|(index, share)| value(first + index) * share).sum())
            .collect()
    }
}
