#include "spill.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

#include "output.hpp"

namespace emend::cli {
namespace {

struct head {
    std::uint64_t line = 0;
    std::uint64_t before = 0;
    std::uint64_t after = 0;
    std::uint32_t order = 0;
    std::uint32_t id = 0;
    stored::kind what = stored::kind::record;

    [[nodiscard]] std::size_t body() const { return order + std::size_t{id} + before + after; }
};

head head_of(const stored& one) {
    return {one.line,
            one.before.size(),
            one.after.size(),
            static_cast<std::uint32_t>(one.order.size()),
            static_cast<std::uint32_t>(one.id.size()),
            one.what};
}

head head_at(std::string_view bytes) {
    head h;
    std::memcpy(&h, bytes.data(), sizeof h);
    return h;
}

stored body_at(const head& h, std::string_view bytes) {
    const auto take = [&](std::size_t size) {
        const auto taken = bytes.substr(0, size);
        bytes.remove_prefix(size);
        return taken;
    };
    stored one{h.line, h.what};
    one.order = take(h.order);
    one.id = take(h.id);
    one.before = take(h.before);
    one.after = take(h.after);
    return one;
}

}  // namespace

outcome<void> spill::open() {
    const char* wanted = std::getenv("TMPDIR");
    folder_ = wanted != nullptr && *wanted != '\0' ? wanted : "/tmp";
    file_ = descriptor(::open(folder_.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600));
    if (file_.number() >= 0) return {};
    std::string path = folder_ + "/emend.XXXXXX";  // not every file system has files without a name
    file_ = descriptor(::mkostemp(path.data(), O_CLOEXEC));
    if (file_.number() < 0) return fail(io_failure("cannot write temporary files to", folder_, errno));
    ::unlink(path.c_str());
    return {};
}

outcome<void> spill::write_all_held() {
    if (!on_disk()) {
        if (auto opened = open(); !opened) return opened;
    }
    for (auto& each : runs_) {
        if (each.held.empty()) continue;
        if (auto written = write_all(file_.number(), each.held, "temporary files to " + folder_); !written)
            return written;
        each.on_disk.push_back({end_, each.held.size()});
        end_ += each.held.size();
        std::string().swap(each.held);  // to assign would keep its memory
    }
    held_ = 0;
    return {};
}

outcome<void> spill::add(run& to, const stored& one) {
    const auto h = head_of(one);
    const auto size = sizeof h + h.body();
    to.held.append(reinterpret_cast<const char*>(&h), sizeof h);
    for (const auto part : {one.order, one.id, one.before, one.after}) to.held.append(part);
    to.bytes += size;
    held_ += size;
    return held_ > allowance_ ? write_all_held() : outcome<void>();
}

spill::reader::reader(spill& from, run& what, std::size_t chunk)
    : from_(&from),
      left_(std::exchange(what.on_disk, {})),
      held_(std::exchange(what.held, {})),
      chunk_(chunk) {
    std::reverse(left_.begin(), left_.end());
    from.held_ -= held_.size();
    what.bytes = 0;
}

// Sees to it that so many bytes stand in the window behind what is used; false at the end.
outcome<bool> spill::reader::need(std::size_t bytes) {
    while (window_.size() - used_ < bytes) {
        window_.erase(0, std::exchange(used_, 0));
        if (left_.empty()) {
            if (held_.empty()) return false;
            window_.empty() ? window_.swap(held_) : static_cast<void>(window_.append(held_));
            std::string().swap(held_);
            continue;
        }
        auto& from = left_.back();
        const auto size = static_cast<std::size_t>(
            std::min<std::uint64_t>(from.size, std::max(chunk_, bytes - window_.size())));
        const auto old = window_.size();
        window_.resize(old + size);
        const auto got =
            ::pread(from_->file_.number(), window_.data() + old, size, static_cast<off_t>(from.begin));
        window_.resize(old + static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0)
            return fail(io_failure("cannot read temporary files in", from_->folder_, got < 0 ? errno : EIO));
        from.begin += static_cast<std::uint64_t>(got);
        from.size -= static_cast<std::uint64_t>(got);
        if (from.size == 0) left_.pop_back();
    }
    return true;
}

outcome<bool> spill::reader::next() {
    auto there = need(sizeof(head));
    if (!there || !*there) return there;
    const auto h = head_at(std::string_view(window_).substr(used_));
    there = need(sizeof h + h.body());
    if (!there || !*there) return there;
    now_ = body_at(h, std::string_view(window_).substr(used_ + sizeof h));
    used_ += sizeof h + h.body();
    return true;
}

}  // namespace emend::cli
