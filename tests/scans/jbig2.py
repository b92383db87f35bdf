"""A bilevel image as the JBIG2 segments that a PDF embeds: one generic region, arithmetic coding, template 0 (ITU-T T.88)."""

import struct

import numpy as np

# T.88, table E.1: probability estimate, next state after the more and after the less probable symbol, whether they change places.
STATES = [
    (0x5601, 1, 1, 1), (0x3401, 2, 6, 0), (0x1801, 3, 9, 0), (0x0AC1, 4, 12, 0), (0x0521, 5, 29, 0), (0x0221, 38, 33, 0),
    (0x5601, 7, 6, 1), (0x5401, 8, 14, 0), (0x4801, 9, 14, 0), (0x3801, 10, 14, 0), (0x3001, 11, 17, 0), (0x2401, 12, 18, 0),
    (0x1C01, 13, 20, 0), (0x1601, 29, 21, 0), (0x5601, 15, 14, 1), (0x5401, 16, 14, 0), (0x5101, 17, 15, 0), (0x4801, 18, 16, 0),
    (0x3801, 19, 17, 0), (0x3401, 20, 18, 0), (0x3001, 21, 19, 0), (0x2801, 22, 19, 0), (0x2401, 23, 20, 0), (0x2201, 24, 21, 0),
    (0x1C01, 25, 22, 0), (0x1801, 26, 23, 0), (0x1601, 27, 24, 0), (0x1401, 28, 25, 0), (0x1201, 29, 26, 0), (0x1101, 30, 27, 0),
    (0x0AC1, 31, 28, 0), (0x09C1, 32, 29, 0), (0x08A1, 33, 30, 0), (0x0521, 34, 31, 0), (0x0441, 35, 32, 0), (0x02A1, 36, 33, 0),
    (0x0221, 37, 34, 0), (0x0141, 38, 35, 0), (0x0111, 39, 36, 0), (0x0085, 40, 37, 0), (0x0049, 41, 38, 0), (0x0025, 42, 39, 0),
    (0x0015, 43, 40, 0), (0x0009, 44, 41, 0), (0x0005, 45, 42, 0), (0x0001, 45, 43, 0), (0x5601, 46, 46, 0),
]

# T.88, figure 3: the pixels of a context, from its lowest bit, as columns and rows from the pixel; the adaptive ones at their usual places.
CONTEXT = [(-1, 0), (-2, 0), (-3, 0), (-4, 0), (3, -1), (2, -1), (1, -1), (0, -1), (-1, -1), (-2, -1), (-3, -1)]
CONTEXT += [(2, -2), (1, -2), (0, -2), (-1, -2), (-2, -2)]
ADAPTIVE = struct.pack(">8b", 3, -1, -3, -1, 2, -2, -2, -2)

# T.88, figure 8: the context in which it is said that a row is the one above it.
SAME_AS_ABOVE = 0x9B25

PAGE, GENERIC_REGION = 48, 38
TYPICAL_PREDICTION = 0b1000


def segments(black):
    """The stream for black pixels given as an array of booleans, rows from the top."""
    height, width = black.shape
    page = struct.pack(">IIIIBH", width, height, 0, 0, 0, 0)
    region = struct.pack(">IIIIBB", width, height, 0, 0, 0, TYPICAL_PREDICTION) + ADAPTIVE + coded(black)
    return segment(0, PAGE, page) + segment(1, GENERIC_REGION, region)


def segment(number, kind, data):
    return struct.pack(">IBBBI", number, kind, 0, 1, len(data)) + data


def coded(black):
    height, width = black.shape
    edged = np.zeros((height + 2, width + 8), np.uint32)
    edged[2:, 4:-4] = black
    decisions = []
    was_same = False
    for row in range(height):
        same = bool((edged[row + 2] == edged[row + 1]).all())
        decisions.append((SAME_AS_ABOVE, int(same != was_same)))
        was_same = same
        if not same:
            contexts = np.zeros(width, np.uint32)
            for bit, (x, y) in enumerate(CONTEXT):
                contexts |= edged[row + 2 + y, 4 + x : 4 + x + width] << bit
            decisions += zip(contexts.tolist(), edged[row + 2, 4 : 4 + width].tolist())
    return arithmetic(decisions)


def arithmetic(decisions):
    """T.88, annex E.2, as a decoder of it expects: pairs of context and bit to bytes."""
    states, likely = [0] * (1 << len(CONTEXT)), [0] * (1 << len(CONTEXT))
    out = bytearray([0])
    interval, code, left = 0x8000, 0, 12

    def byte_out():
        nonlocal code, left
        if out[-1] != 0xFF and code >= 0x8000000:
            out[-1] += 1
            code &= 0x7FFFFFF
        shift = 20 if out[-1] == 0xFF else 19
        out.append(code >> shift)
        code &= (1 << shift) - 1
        left = 7 if shift == 20 else 8

    for context, bit in decisions:
        estimate, after_likely, after_unlikely, swap = STATES[states[context]]
        interval -= estimate
        if bit == likely[context]:
            if interval & 0x8000:
                code += estimate
                continue
            if interval < estimate:
                interval = estimate
            else:
                code += estimate
            states[context] = after_likely
        else:
            if interval < estimate:
                code += estimate
            else:
                interval = estimate
            likely[context] ^= swap
            states[context] = after_unlikely
        while not interval & 0x8000:
            interval <<= 1
            code <<= 1
            left -= 1
            if left == 0:
                byte_out()
    bound = code + interval
    code |= 0xFFFF
    if code >= bound:
        code -= 0x8000
    for _ in range(2):
        code <<= left
        byte_out()
    if out[-1] == 0xFF:
        out.pop()
    return bytes(out[1:]) + b"\xff\xac"
