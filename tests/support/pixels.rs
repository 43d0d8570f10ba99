//! Compares two pictures of the same screen.

use std::io::Cursor;

/// A picture, four bytes a pixel.
struct Picture {
    width: usize,
    pixels: Vec<u8>,
}

/// The share of pixels, of 1, that differ at all.
pub fn difference(one: &[u8], other: &[u8]) -> f64 {
    let (one, other) = (read(one).pixels, read(other).pixels);
    assert_eq!(one.len(), other.len(), "two pictures of one size");
    let differ = one.chunks(4).zip(other.chunks(4)).filter(|(a, b)| a != b).count();
    let share = |count: usize| f64::from(u32::try_from(count).unwrap());
    share(differ) / share(one.len() / 4)
}

/// Two pictures beside each other, as a PNG; nothing if they are the same.
pub fn side_by_side(one: &[u8], other: &[u8]) -> Option<Vec<u8>> {
    let (one, other) = (read(one), read(other));
    if one.pixels == other.pixels {
        return None;
    }
    let height = |picture: &Picture| picture.pixels.len() / 4 / picture.width;
    let (width, tall) = (one.width + other.width, height(&one).max(height(&other)));
    let mut both = Vec::with_capacity(width * tall * 4);
    for row in 0..tall {
        for picture in [&one, &other] {
            let (begin, length) = (row * picture.width * 4, picture.width * 4);
            match picture.pixels.get(begin..begin + length) {
                Some(pixels) => both.extend_from_slice(pixels),
                None => both.extend(std::iter::repeat_n(0, length)),
            }
        }
    }
    let mut written = Vec::new();
    let side = |length: usize| u32::try_from(length).unwrap();
    let mut encoder = png::Encoder::new(&mut written, side(width), side(tall));
    encoder.set_color(png::ColorType::Rgba);
    encoder.write_header().unwrap().write_image_data(&both).unwrap();
    Some(written)
}

fn read(bytes: &[u8]) -> Picture {
    let mut decoder = png::Decoder::new(Cursor::new(bytes));
    decoder.set_transformations(png::Transformations::ALPHA | png::Transformations::STRIP_16);
    let mut reader = decoder.read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    let frame = reader.next_frame(&mut pixels).unwrap();
    pixels.truncate(frame.buffer_size());
    Picture { width: usize::try_from(frame.width).unwrap(), pixels }
}
