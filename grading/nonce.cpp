// nonce.cpp -- nonces by OpenSSL's HMAC.
#include "grading/nonce.hpp"

#include "grading/identity.hpp"
#include "labs/common/numbers.hpp"
#include "tools/machine/files.hpp"

#include <charconv>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>
#include <stdexcept>

namespace kumquat::grading {

namespace {

constexpr int secret_bytes = 32;
constexpr size_t nonce_digits = 16;

std::string hmac(const std::string& key, const std::string& text) {
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned size = 0;
    const unsigned char* const done =
        HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()),
             reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest,
             &size);
    if (done == nullptr) {
        throw std::runtime_error("The library could not compute an HMAC.");
    }
    return {reinterpret_cast<const char*>(digest), size};
}

}  // namespace

std::string fresh_secret() {
    unsigned char secret[secret_bytes];
    if (RAND_bytes(secret, secret_bytes) != 1) {
        throw std::runtime_error("The library could not give random bytes.");
    }
    return {reinterpret_cast<const char*>(secret), secret_bytes};
}

NonceSource::NonceSource(const std::filesystem::path& tree,
                         const std::vector<std::string>& files)
    : secret_{fresh_secret()} {
    std::map<std::string, std::string> contents;
    for (const std::string& file : files) {
        contents[file] = machine::content_of(tree / file);
    }
    submission_ = identity_of(contents);
}

std::string identity_of(const std::map<std::string, std::string>& files) {
    std::string text;
    for (const auto& [name, content] : files) {
        text += name + '\0' + std::to_string(content.size()) + '\0' + content;
    }
    return hmac("submission", text);
}

uint64_t NonceSource::nonce_of(const std::string& test) const {
    if (fixed_) {
        return *fixed_;
    }
    const std::string digest = hmac(secret_, submission_ + test);
    uint64_t nonce = 0;
    for (size_t i = 0; i < sizeof(nonce); ++i) {
        nonce = (nonce << 8) | static_cast<unsigned char>(digest[i]);
    }
    return nonce;
}

std::vector<uint32_t> numbers_of(uint64_t nonce) {
    std::vector<uint32_t> numbers(numbers_in_a_test);
    for (uint32_t& number : numbers) {
        nonce += 0x9E3779B97F4A7C15;
        uint64_t mixed = nonce;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        number = static_cast<uint32_t>((mixed ^ (mixed >> 31)) >> 32);
    }
    return numbers;
}

std::optional<uint64_t> parse_nonce(const std::string& text) {
    uint64_t nonce = 0;
    const char* const end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, nonce, 16);
    if (error != std::errc{} || stop != end || text.size() != nonce_digits) {
        return std::nullopt;
    }
    return nonce;
}

}  // namespace kumquat::grading
