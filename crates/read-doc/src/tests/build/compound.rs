//! Compound files: \[MS-CFB\].

const SECTOR: usize = 512;
const MINI: usize = 64;
const CUTOFF: usize = 4096;
const END: u32 = 0xFFFF_FFFE;
const FREE: u32 = 0xFFFF_FFFF;
const FAT: u32 = 0xFFFF_FFFD;

/// A file of streams in the root: short ones in the mini stream, the others in sectors.
pub(crate) fn compound(streams: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut sectors: Vec<u8> = Vec::new();
    let mut fat: Vec<u32> = Vec::new();
    let mut mini: Vec<u8> = Vec::new();
    let mut mini_fat: Vec<u32> = Vec::new();
    let mut places = Vec::new();
    for (_, bytes) in streams {
        places.push(if bytes.len() < CUTOFF {
            chain(&mut mini, &mut mini_fat, bytes, MINI)
        } else {
            chain(&mut sectors, &mut fat, bytes, SECTOR)
        });
    }
    let mini_start = chain(&mut sectors, &mut fat, &mini, SECTOR);
    let table: Vec<u8> = mini_fat.iter().flat_map(|next| next.to_le_bytes()).collect();
    let mini_fat_start = if table.is_empty() { END } else { chain_filled(&mut sectors, &mut fat, &table, 0xFF) };
    let mini_fat_sectors = table.len().div_ceil(SECTOR);

    let mut directory = entry("Root Entry", 5, mini_start, mini.len(), if streams.is_empty() { FREE } else { 1 }, FREE);
    for (number, ((name, bytes), start)) in streams.iter().zip(&places).enumerate() {
        let right = if number + 1 < streams.len() { u32::try_from(number + 2).unwrap() } else { FREE };
        directory.extend(entry(name, 2, *start, bytes.len(), FREE, right));
    }
    let directory_start = chain(&mut sectors, &mut fat, &directory, SECTOR);

    let mut fat_sectors = 0;
    while (fat.len() + fat_sectors).div_ceil(SECTOR / 4) > fat_sectors {
        fat_sectors += 1;
    }
    let first = fat.len();
    fat.resize(first + fat_sectors, FAT);
    fat.resize(fat_sectors * SECTOR / 4, FREE);

    let mut header = vec![0; SECTOR];
    let mut put = |at: usize, bytes: &[u8]| header[at..at + bytes.len()].copy_from_slice(bytes);
    put(0, &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]);
    put(0x18, &[0x3E, 0, 3, 0, 0xFE, 0xFF, 9, 0, 6, 0]);
    put(0x2C, &u32::try_from(fat_sectors).unwrap().to_le_bytes());
    put(0x30, &directory_start.to_le_bytes());
    put(0x38, &u32::try_from(CUTOFF).unwrap().to_le_bytes());
    put(0x3C, &mini_fat_start.to_le_bytes());
    put(0x40, &u32::try_from(mini_fat_sectors).unwrap().to_le_bytes());
    put(0x44, &END.to_le_bytes());
    for place in 0..109 {
        let sector = if place < fat_sectors { u32::try_from(first + place).unwrap() } else { FREE };
        put(0x4C + 4 * place, &sector.to_le_bytes());
    }
    header.extend(sectors);
    header.extend(fat.iter().flat_map(|next| next.to_le_bytes()));
    header
}

/// Adds bytes as a chain of sectors, and gives the first one.
fn chain(sectors: &mut Vec<u8>, fat: &mut Vec<u32>, bytes: &[u8], size: usize) -> u32 {
    if bytes.is_empty() {
        return END;
    }
    assert_eq!(sectors.len(), fat.len() * size);
    let first = u32::try_from(fat.len()).unwrap();
    let count = u32::try_from(bytes.len().div_ceil(size)).unwrap();
    sectors.extend_from_slice(bytes);
    sectors.resize((fat.len() + bytes.len().div_ceil(size)) * size, 0);
    fat.extend((1..count).map(|next| first + next).chain([END]));
    first
}

/// The same, with a byte for what remains of the last sector.
fn chain_filled(sectors: &mut Vec<u8>, fat: &mut Vec<u32>, bytes: &[u8], fill: u8) -> u32 {
    let mut bytes = bytes.to_vec();
    bytes.resize(bytes.len().next_multiple_of(SECTOR), fill);
    chain(sectors, fat, &bytes, SECTOR)
}

fn entry(name: &str, kind: u8, start: u32, size: usize, child: u32, right: u32) -> Vec<u8> {
    let mut entry = super::utf16(name);
    let length = u16::try_from(entry.len() + 2).unwrap();
    entry.resize(128, 0);
    super::put(&mut entry, 0x40, &length.to_le_bytes());
    super::put(&mut entry, 0x42, &[kind, 1]);
    super::put(&mut entry, 0x44, &FREE.to_le_bytes());
    super::put(&mut entry, 0x48, &right.to_le_bytes());
    super::put(&mut entry, 0x4C, &child.to_le_bytes());
    super::put(&mut entry, 0x74, &start.to_le_bytes());
    super::put(&mut entry, 0x78, &u32::try_from(size).unwrap().to_le_bytes());
    entry
}
