// Exports unpacked(): gzip and zstd streams.

#include <algorithm>
#include <cstring>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include <zlib.h>
#include <zstd.h>

#include "byte_source.hpp"
#include "interrupt.hpp"

namespace emend::cli {
namespace {

using namespace std::string_view_literals;

constexpr auto gzip_magic = "\x1f\x8b"sv;
constexpr auto zstd_magic = "\x28\xb5\x2f\xfd"sv;

// Nothing: more bytes must come before it is clear.
std::optional<packing> packing_by_bytes(std::string_view first, bool ended) {
    for (const auto& [magic, means] :
         {std::pair{gzip_magic, packing::gzip}, std::pair{zstd_magic, packing::zstd}}) {
        if (first.substr(0, magic.size()) == magic) return means;
        if (!ended && first.size() < magic.size() && magic.substr(0, first.size()) == first)
            return std::nullopt;
    }
    return packing::none;
}

bool ends_with(std::string_view name, std::string_view ending) {
    return name.size() > ending.size() && name.substr(name.size() - ending.size()) == ending;
}

// One step of unpacking: how many bytes it took and gave, and what it has to say against them.
struct step {
    std::size_t taken = 0;
    std::size_t given = 0;
    bool whole = false;  // what was begun is complete
    const char* wrong = nullptr;
};

class unpacker {
public:
    unpacker() = default;
    unpacker(const unpacker&) = delete;
    unpacker& operator=(const unpacker&) = delete;
    virtual ~unpacker() = default;
    virtual step go(std::string_view from, char* into, std::size_t size) = 0;
    [[nodiscard]] virtual const char* name() const = 0;
};

class gzip_unpacker final : public unpacker {
public:
    gzip_unpacker() : broken_(::inflateInit2(&state_, 16 + MAX_WBITS) != Z_OK) {}  // 16: gzip alone
    gzip_unpacker(const gzip_unpacker&) = delete;
    gzip_unpacker& operator=(const gzip_unpacker&) = delete;
    ~gzip_unpacker() override { ::inflateEnd(&state_); }

    [[nodiscard]] const char* name() const override { return "gzip"; }

    step go(std::string_view from, char* into, std::size_t size) override {
        if (broken_) return {0, 0, false, "out of memory"};
        if (std::exchange(ended_, false)) {
            // Some writers fill their last record up with zeros.
            const auto zeros = std::min(from.find_first_not_of('\0'), from.size());
            if (zeros > 0) return ended_ = true, step{zeros, 0, true, nullptr};
            ::inflateReset(&state_);
        }
        constexpr std::size_t most = std::size_t{1} << 30U;  // its counts are 32 bits wide
        state_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(from.data()));
        state_.avail_in = static_cast<uInt>(std::min(from.size(), most));
        state_.next_out = reinterpret_cast<Bytef*>(into);
        state_.avail_out = static_cast<uInt>(std::min(size, most));
        const auto offered = state_.avail_in;
        const auto room = state_.avail_out;
        const auto said = ::inflate(&state_, Z_NO_FLUSH);
        ended_ = said == Z_STREAM_END;
        step s{offered - state_.avail_in, room - state_.avail_out, ended_, nullptr};
        if (said != Z_OK && said != Z_STREAM_END && said != Z_BUF_ERROR)
            s.wrong = state_.msg != nullptr ? state_.msg : "no gzip stream";
        return s;
    }

private:
    z_stream state_{};
    bool broken_;
    bool ended_ = false;
};

class zstd_unpacker final : public unpacker {
public:
    zstd_unpacker() : state_(::ZSTD_createDStream()) {}
    zstd_unpacker(const zstd_unpacker&) = delete;
    zstd_unpacker& operator=(const zstd_unpacker&) = delete;
    ~zstd_unpacker() override { ::ZSTD_freeDStream(state_); }

    [[nodiscard]] const char* name() const override { return "zstd"; }

    step go(std::string_view from, char* into, std::size_t size) override {
        if (state_ == nullptr) return {0, 0, false, "out of memory"};
        ZSTD_inBuffer in{from.data(), from.size(), 0};
        ZSTD_outBuffer out{into, size, 0};
        const auto said = ::ZSTD_decompressStream(state_, &out, &in);
        const bool wrong = ::ZSTD_isError(said) != 0;
        return {in.pos, out.pos, said == 0, wrong ? ::ZSTD_getErrorName(said) : nullptr};
    }

private:
    ZSTD_DStream* state_;
};

class unpacked_source final : public byte_source {
public:
    unpacked_source(std::unique_ptr<file_source> file, packing how) : file_(std::move(file)) { begin(how); }

    outcome<std::size_t> read(char* into, std::size_t size) override {
        if (how_ == packing::unknown) {
            if (auto told = tell(); !told) return fail(std::move(told).error());
        }
        if (how_ != packing::none) return unpack(into, size);
        if (used_ == held_) return file_->read(into, size);
        const auto some = std::min(size, held_ - used_);
        std::memcpy(into, bytes_.data() + used_, some);
        used_ += some;
        return some;
    }

    [[nodiscard]] bool ready() const override { return used_ < held_ || more_to_give_ || file_->ready(); }

private:
    void begin(packing how) {
        how_ = how;
        if (how == packing::gzip) unpacker_ = std::make_unique<gzip_unpacker>();
        if (how == packing::zstd) unpacker_ = std::make_unique<zstd_unpacker>();
    }

    [[nodiscard]] std::string_view waiting() const { return {bytes_.data() + used_, held_ - used_}; }

    // Waits no longer than it must: a first byte that no packing begins with is enough.
    outcome<void> tell() {
        for (;;) {
            auto got = file_->read(bytes_.data() + held_, bytes_.size() - held_);
            if (!got) return fail(std::move(got).error());
            held_ += *got;
            if (const auto how = packing_by_bytes(waiting(), *got == 0)) {
                begin(*how);
                return {};
            }
        }
    }

    outcome<std::size_t> unpack(char* into, std::size_t size) {
        for (;;) {
            if (used_ == held_ && !more_to_give_) {
                auto got = file_->read(bytes_.data(), bytes_.size());
                if (!got) return fail(std::move(got).error());
                used_ = 0;
                held_ = *got;
                if (*got == 0) return at_end();
            }
            const auto one = unpacker_->go(waiting(), into, size);
            used_ += one.taken;
            if (one.wrong != nullptr) return fail(broken(one.wrong));
            if (one.taken != 0 || one.given != 0) whole_ = one.whole;
            more_to_give_ = one.given == size;
            if (one.given != 0) return one.given;
        }
    }

    outcome<std::size_t> at_end() const {
        if (whole_ || interrupts::signal() != 0) return 0;
        return fail(broken("it ends too early"));
    }

    failure broken(std::string_view why) const {
        std::string message = "cannot read " + file_->name() + ": broken " + unpacker_->name() + " data: ";
        return {bad_input, "io_error", message.append(why)};
    }

    std::unique_ptr<file_source> file_;
    packing how_ = packing::unknown;
    std::unique_ptr<unpacker> unpacker_{};
    std::vector<char> bytes_ = std::vector<char>(std::size_t{256} << 10U);
    std::size_t used_ = 0;
    std::size_t held_ = 0;
    bool more_to_give_ = false;
    bool whole_ = false;
};

}  // namespace

packing packing_by_name(const std::string& path) {
    if (ends_with(path, ".gz")) return packing::gzip;
    return ends_with(path, ".zst") ? packing::zstd : packing::unknown;
}

std::unique_ptr<byte_source> unpacked(std::unique_ptr<file_source> file, packing how) {
    return std::make_unique<unpacked_source>(std::move(file), how);
}

}  // namespace emend::cli
