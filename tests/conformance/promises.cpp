// promises.cpp -- two small scanners.
#include "tests/conformance/promises.hpp"

#include <fstream>
#include <regex>
#include <sstream>
#include <stdexcept>

namespace kumquat::conformance {

namespace {

/// Several literals in a row are one: "a " "b".
std::string joined(const std::string& literals) {
    static const std::regex border{R"re("\s*")re"};
    const std::string inner = literals.substr(1, literals.rfind('"') - 1);
    return std::regex_replace(inner, border, "");
}

std::vector<std::string> words_of(const std::string& text) {
    std::istringstream stream{text};
    std::vector<std::string> words;
    for (std::string word; stream >> word;) {
        words.push_back(word);
    }
    return words;
}

}  // namespace

std::vector<std::string> promises_in(const std::string& reference) {
    static const std::regex promise{
        R"re((?:^|\n)(?:- |\| )\*\*\[([a-z0-9_.]+)\]\*\*)re"};
    std::vector<std::string> names;
    for (std::sregex_iterator i{reference.begin(), reference.end(), promise}, end;
         i != end; ++i) {
        names.push_back((*i)[1]);
    }
    return names;
}

std::vector<Claim> claims_in(const std::string& source, const std::string& file) {
    static const std::regex call{
        R"re(\b(?:claim|claim_that|printed)\(\s*"([a-z0-9_. ]+)"\s*,\s*((?:"[^"\n]*"\s*)+),)re"};
    std::vector<Claim> claims;
    for (std::sregex_iterator i{source.begin(), source.end(), call}, end; i != end;
         ++i) {
        claims.push_back({words_of((*i)[1]), joined((*i)[2]), file});
    }
    return claims;
}

std::string text_of(const std::filesystem::path& file) {
    std::ifstream stream{file, std::ios::binary};
    if (!stream) {
        throw std::runtime_error("cannot read " + file.string());
    }
    return {std::istreambuf_iterator<char>{stream}, {}};
}

}  // namespace kumquat::conformance
