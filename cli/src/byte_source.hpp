#pragma once

#include <atomic>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>

#include "descriptor.hpp"
#include "failure.hpp"

namespace emend::cli {

/// Bytes that come one after the other.
class byte_source {
public:
    byte_source() = default;
    byte_source(const byte_source&) = delete;
    byte_source& operator=(const byte_source&) = delete;
    virtual ~byte_source() = default;

    /// Reads at most `size` bytes, waiting for the first of them; 0 at the end.
    ///
    /// errors  io_error
    [[nodiscard]] virtual outcome<std::size_t> read(char* into, std::size_t size) = 0;

    /// Whether read() would not have to wait.
    [[nodiscard]] virtual bool ready() const = 0;
};

/// An open file or pipe. Ends early where a signal asks for an end (interrupts).
class file_source final : public byte_source {
public:
    /// `read_so_far`, if given, is told of all bytes read.
    file_source(descriptor file, std::string name, std::atomic<std::size_t>* read_so_far = nullptr)
        : file_(std::move(file)), name_(std::move(name)), read_so_far_(read_so_far) {}

    outcome<std::size_t> read(char* into, std::size_t size) override;
    [[nodiscard]] bool ready() const override;
    [[nodiscard]] const std::string& name() const { return name_; }
    [[nodiscard]] int number() const { return file_.number(); }
    /// In bytes, packed as it is; nothing for what is no regular file.
    [[nodiscard]] std::optional<std::size_t> size() const;

private:
    descriptor file_;
    std::string name_;
    std::atomic<std::size_t>* read_so_far_;
};

/// What a file's bytes are packed in.
enum class packing : unsigned char { unknown, none, gzip, zstd };

/// What a file's name says: .gz, .zst, else unknown.
[[nodiscard]] packing packing_by_name(const std::string& path);

/// Gives what `file` holds, unpacked. What is unknown is told by its first bytes: no JSON text begins
/// with those of gzip or zstd. Members and frames that follow one another are one stream.
///
/// errors  io_error for broken or cut-off packing too
[[nodiscard]] std::unique_ptr<byte_source> unpacked(std::unique_ptr<file_source> file, packing how);

}  // namespace emend::cli
