//! Compares two pictures of the same screen.

/// The share of pixels, of 1, that differ at all.
pub fn difference(one: &[u8], other: &[u8]) -> f64 {
    let (one, other) = (pixels(one), pixels(other));
    assert_eq!(one.len(), other.len(), "two pictures of one size");
    let differ = one.chunks(4).zip(other.chunks(4)).filter(|(a, b)| a != b).count();
    let share = |count: usize| f64::from(u32::try_from(count).unwrap());
    share(differ) / share(one.len() / 4)
}

fn pixels(bytes: &[u8]) -> Vec<u8> {
    let mut decoder = png::Decoder::new(std::io::Cursor::new(bytes));
    decoder.set_transformations(png::Transformations::ALPHA | png::Transformations::STRIP_16);
    let mut reader = decoder.read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    let frame = reader.next_frame(&mut pixels).unwrap();
    pixels.truncate(frame.buffer_size());
    pixels
}
