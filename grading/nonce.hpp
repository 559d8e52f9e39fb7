// nonce.hpp -- the number that makes a run of a test unlike the last.
// nonce = HMAC-SHA256(secret of the run, hash of the owned files, name of the test), cut to 64
// bits: nobody can prepare for it, and whoever knows the secret can show the run again.
// Source: RFC 2104, "HMAC: Keyed-Hashing for Message Authentication".
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace kumquat::grading {

/// Where the nonces of a run come from.
class NonceSource {
public:
    /// A fresh secret, and the hash of these files of the tree (missing ones count as empty).
    NonceSource(const std::filesystem::path& tree,
                const std::vector<std::string>& files);
    /// The secret of a run that grades many, and what tells one submission from all others.
    static NonceSource of_run(std::string secret, std::string submission) {
        NonceSource source;
        source.secret_ = std::move(secret);
        source.submission_ = std::move(submission);
        return source;
    }
    /// Every test gets this nonce: a run is shown again.
    explicit NonceSource(uint64_t fixed) : fixed_{fixed} {}

    /// Fixed width, so that it never moves anything in guest memory.
    uint64_t nonce_of(const std::string& test) const;

private:
    NonceSource() = default;

    std::optional<uint64_t> fixed_;
    std::string secret_, submission_;
};

/// A secret that nobody can guess: bytes.
std::string fresh_secret();

/// The numbers of a run (labs/common/numbers.hpp), drawn from its nonce.
/// Source: Vigna, "splitmix64", public domain; Steele, Lea, Flood, "Fast Splittable Pseudorandom
/// Number Generators", OOPSLA 2014.
std::vector<uint32_t> numbers_of(uint64_t nonce);

/// Sixteen hexadecimal digits, or nothing.
std::optional<uint64_t> parse_nonce(const std::string& text);

}  // namespace kumquat::grading
