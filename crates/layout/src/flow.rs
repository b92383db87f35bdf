//! The frame in which all text runs alike: lines from left to right, one below the other, whatever their direction on the page.

use crate::{Direction, Rect};

impl Direction {
    /// Whether lines of both stand in one frame. In vertical writing, Latin text is turned and figures stand upright.
    pub(crate) fn flows_with(self, other: Self) -> bool {
        let frame = |direction| if direction == Self::TurnedRight { Self::Vertical } else { direction };
        frame(self) == frame(other)
    }

    /// A box of the page in the frame of this direction.
    pub(crate) fn to_flow(self, bbox: Rect) -> Rect {
        let Rect { x0, y0, x1, y1 } = bbox;
        match self {
            Self::Horizontal => bbox,
            Self::Vertical | Self::TurnedRight => Rect { x0: y0, y0: -x1, x1: y1, y1: -x0 },
            Self::UpsideDown => Rect { x0: -x1, y0: -y1, x1: -x0, y1: -y0 },
            Self::TurnedLeft => Rect { x0: -y1, y0: x0, x1: -y0, y1: x1 },
        }
    }

    /// The inverse of [`Direction::to_flow`].
    pub(crate) fn to_page(self, flow: Rect) -> Rect {
        let Rect { x0, y0, x1, y1 } = flow;
        match self {
            Self::Horizontal => flow,
            Self::Vertical | Self::TurnedRight => Rect { x0: -y1, y0: x0, x1: -y0, y1: x1 },
            Self::UpsideDown => Rect { x0: -x1, y0: -y1, x1: -x0, y1: -y0 },
            Self::TurnedLeft => Rect { x0: y0, y0: -x1, x1: y1, y1: -x0 },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_frame_of_every_direction_leads_back_to_the_page() {
        let bbox = Rect { x0: 10.0, y0: 20.0, x1: 40.0, y1: 90.0 };
        for direction in [
            Direction::Horizontal,
            Direction::Vertical,
            Direction::TurnedRight,
            Direction::UpsideDown,
            Direction::TurnedLeft,
        ] {
            assert_eq!(direction.to_page(direction.to_flow(bbox)), bbox, "{direction:?}");
        }
    }
}
