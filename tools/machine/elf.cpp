// elf.cpp -- see elf.hpp. The structures come from the C library's <elf.h>.
#include "tools/machine/elf.hpp"

#include "tools/machine/files.hpp"

#include <cstring>
#include <elf.h>
#include <fmt/format.h>
#include <stdexcept>

namespace kumquat::machine {

namespace {

/// The bytes of a file, read only inside their bounds.
class Image {
public:
    explicit Image(const std::filesystem::path& file)
        : file_{file}, bytes_{content_of(file)} {
        if (bytes_.empty()) {
            throw std::runtime_error(fmt::format("Cannot read {}.", file.string()));
        }
    }

    template <typename T>
    T at(uint64_t offset) const {
        if (offset + sizeof(T) > bytes_.size()) {
            throw std::runtime_error(
                fmt::format("{} is cut off: it points to byte {}, but has only {}.",
                            file_.string(), offset, bytes_.size()));
        }
        T value;
        std::memcpy(&value, bytes_.data() + offset, sizeof(T));
        return value;
    }

    std::string bytes_at(uint64_t offset, uint32_t count) const {
        if (offset + count > bytes_.size()) {
            throw std::runtime_error(fmt::format("{} is cut off: {} bytes are missing.",
                                                 file_.string(),
                                                 offset + count - bytes_.size()));
        }
        return bytes_.substr(offset, count);
    }

    std::string string_at(uint64_t offset) const {
        if (offset >= bytes_.size()) {
            return {};
        }
        const std::size_t end = bytes_.find('\0', offset);
        return bytes_.substr(offset, end == std::string::npos ? end : end - offset);
    }

private:
    std::filesystem::path file_;
    std::string bytes_;
};

void read_symbols(const Image& image,
                  const Elf32_Shdr& table,
                  const Elf32_Shdr& strings,
                  std::vector<ElfSymbol>& symbols) {
    for (uint32_t i = 0; i < table.sh_size / sizeof(Elf32_Sym); ++i) {
        const auto symbol =
            image.at<Elf32_Sym>(table.sh_offset + uint64_t{i} * sizeof(Elf32_Sym));
        const unsigned type = ELF32_ST_TYPE(symbol.st_info);
        if (symbol.st_shndx == SHN_UNDEF || symbol.st_name == 0 || type == STT_FILE ||
            type == STT_SECTION) {
            continue;
        }
        symbols.push_back(
            {image.string_at(uint64_t{strings.sh_offset} + symbol.st_name),
             symbol.st_value, symbol.st_size, type == STT_FUNC,
             ELF32_ST_BIND(symbol.st_info) == STB_LOCAL});
    }
}

Elf32_Ehdr header_of(const Image& image, const std::filesystem::path& file) {
    const auto header = image.at<Elf32_Ehdr>(0);
    if (std::memcmp(header.e_ident, ELFMAG, SELFMAG) != 0 ||
        header.e_ident[EI_CLASS] != ELFCLASS32 ||
        header.e_ident[EI_DATA] != ELFDATA2LSB) {
        throw std::runtime_error(fmt::format(
            "{} is no 32-bit little-endian ELF file, so it cannot run on a PC.",
            file.string()));
    }
    return header;
}

}  // namespace

Elf read_elf(const std::filesystem::path& file) {
    const Image image{file};
    const Elf32_Ehdr header = header_of(image, file);
    Elf elf;
    elf.entry = header.e_entry;
    const auto section = [&](uint32_t index) {
        return image.at<Elf32_Shdr>(uint64_t{header.e_shoff} +
                                    uint64_t{index} * sizeof(Elf32_Shdr));
    };
    for (uint32_t i = 0; i < header.e_shnum; ++i) {
        const Elf32_Shdr table = section(i);
        if (table.sh_type == SHT_SYMTAB) {
            read_symbols(image, table, section(table.sh_link), elf.symbols);
        }
    }
    return elf;
}

uint32_t entry_of(const std::filesystem::path& file) {
    return header_of(Image{file}, file).e_entry;
}

std::string
loaded_bytes(const std::filesystem::path& file, uint32_t begin, uint32_t end) {
    const Image image{file};
    const Elf32_Ehdr header = header_of(image, file);
    for (uint32_t i = 0; i < header.e_phnum; ++i) {
        const auto segment =
            image.at<Elf32_Phdr>(uint64_t{header.e_phoff} + i * sizeof(Elf32_Phdr));
        if (segment.p_type == PT_LOAD && segment.p_vaddr <= begin && begin <= end &&
            end - segment.p_vaddr <= segment.p_filesz) {
            return image.bytes_at(segment.p_offset + (begin - segment.p_vaddr),
                                  end - begin);
        }
    }
    throw std::runtime_error(fmt::format("{} brings nothing to 0x{:08X} to 0x{:08X}.",
                                         file.string(), begin, end));
}

}  // namespace kumquat::machine
