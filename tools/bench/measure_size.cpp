// measure_size.cpp -- how large the kernel is: bytes of the image, lines of its sources.
#include "tools/bench/size.hpp"

#include "tools/bench/row.hpp"

#include <algorithm>
#include <cctype>
#include <cstring>
#include <fstream>
#include <iterator>
#include <set>
#include <sstream>
#include <stdexcept>

namespace kumquat::bench {

namespace {

std::string contents(const std::filesystem::path& file) {
    std::ifstream stream{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{stream}, {}};
}

template <typename T>
T at(const std::string& bytes, std::size_t offset) {
    T value;
    if (offset + sizeof value > bytes.size()) {
        throw std::runtime_error("The kernel's ELF file is cut off.");
    }
    std::memcpy(&value, bytes.data() + offset, sizeof value);
    return value;
}

/// Source: "Tool Interface Standard (TIS) Executable and Linking Format", "Section Header".
struct SectionHeader {
    uint32_t name, type, flags, address, offset, size, link, info, alignment,
        entry_size;
};

std::vector<std::string> words_of(const std::string& text) {
    std::istringstream stream{text};
    return {std::istream_iterator<std::string>{stream}, {}};
}

}  // namespace

std::map<std::string, uint64_t> section_sizes(const std::filesystem::path& elf) {
    const std::string bytes = contents(elf);
    constexpr std::size_t at_table = 32, at_count = 48, at_names = 50;
    const auto table = at<uint32_t>(bytes, at_table);
    const auto header = [&](uint32_t index) {
        return at<SectionHeader>(bytes, table + index * sizeof(SectionHeader));
    };
    const SectionHeader names = header(at<uint16_t>(bytes, at_names));
    std::map<std::string, uint64_t> sizes;
    for (uint32_t i = 0; i < at<uint16_t>(bytes, at_count); ++i) {
        sizes[bytes.c_str() + names.offset + header(i).name] = header(i).size;
    }
    return sizes;
}

std::size_t code_lines_of(const std::string& source) {
    std::size_t lines = 0;
    bool has_code = false, in_block = false;
    char quote = 0;
    for (std::size_t i = 0; i < source.size(); ++i) {
        const char c = source[i];
        const char next = i + 1 < source.size() ? source[i + 1] : '\0';
        if (c == '\n') {
            lines += has_code ? 1 : 0;
            has_code = false;
            quote = 0;
        } else if (in_block) {
            in_block = !(c == '*' && next == '/');
            i += in_block ? 0 : 1;
        } else if (quote != 0) {
            i += c == '\\' ? 1 : 0;
            quote = c == quote ? '\0' : quote;
        } else if (c == '/' && next == '*') {
            in_block = true;
            ++i;
        } else if (c == '/' && next == '/') {
            i = std::min(source.find('\n', i), source.size()) - 1;
        } else if (c != ' ' && c != '\t') {
            has_code = true;
            // A ' between digits parts thousands.
            const bool is_digit = i > 0 && std::isalnum(source[i - 1]) != 0;
            quote = c == '"' || (c == '\'' && !is_digit) ? c : '\0';
        }
    }
    return lines + (has_code ? 1 : 0);
}

std::set<std::string> kernel_files(const std::filesystem::path& kernel_build) {
    std::set<std::string> files;
    for (const auto& entry :
         std::filesystem::recursive_directory_iterator{kernel_build}) {
        if (entry.path().extension() != ".d") {
            continue;
        }
        for (std::string word : words_of(contents(entry.path()))) {
            if (word.ends_with(':')) {
                word.pop_back();
            }
            if (word.starts_with("kernel/") && std::filesystem::is_regular_file(word)) {
                files.insert(word);
            }
        }
    }
    return files;
}

Figures measure_size(const Files& files) {
    const auto sizes = section_sizes(files.kernel(Build::measured));
    const auto size = [&](const char* name) {
        return sizes.contains(name) ? sizes.at(name) : 0;
    };
    return {{"text", size(".text") + size(".rodata")},
            {"start_up", size(".boot") + size(".start_up")},  // gone when programs run
            {"data", size(".data")},
            {"bss", size(".bss")}};
}

Figures measure_lines(const Files& files) {
    std::size_t lines = 0;
    const auto sources = kernel_files(files.kernel(Build::traced).parent_path());
    for (const std::string& file : sources) {
        lines += code_lines_of(contents(file));
    }
    return {{"value", lines}, {"files", sources.size()}};
}

}  // namespace kumquat::bench
