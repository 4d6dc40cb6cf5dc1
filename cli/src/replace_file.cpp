// Exports replace_file().

#include <cerrno>
#include <cstdlib>
#include <memory>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "descriptor.hpp"
#include "files.hpp"
#include "output.hpp"

namespace emend::cli {
namespace {

// A file beside the target that disappears unless it has taken the target's place.
class new_file {
public:
    static outcome<new_file> beside(const std::string& target) {
        std::string path = target.substr(0, target.rfind('/') + 1) + ".emend.XXXXXX";
        const int opened = ::mkostemp(path.data(), O_CLOEXEC);
        if (opened < 0) return fail(io_failure("cannot write beside", target, errno));
        return new_file(std::move(path), descriptor(opened));
    }

    new_file(new_file&& other) noexcept
        : path_(std::exchange(other.path_, {})), file_(std::move(other.file_)) {}
    new_file& operator=(new_file&&) = delete;
    new_file(const new_file&) = delete;
    new_file& operator=(const new_file&) = delete;
    ~new_file() {
        if (!path_.empty()) ::unlink(path_.c_str());
    }

    outcome<void> fill(std::string_view text, const struct stat& like) {
        // Owner first: changing it may clear mode bits. Not permitted is no reason to stop.
        if (::fchown(file_.number(), like.st_uid, like.st_gid) != 0 && errno != EPERM) return broken();
        if (::fchmod(file_.number(), like.st_mode & 07777U) != 0) return broken();
        if (auto written = write_all(file_.number(), text, path_); !written) return written;
        if (::fsync(file_.number()) != 0 || !file_.close()) return broken();
        return {};
    }

    outcome<void> take_place_of(const std::string& target) {
        if (::rename(path_.c_str(), target.c_str()) != 0)
            return fail(io_failure("cannot replace", target, errno));
        path_.clear();
        return {};
    }

private:
    new_file(std::string path, descriptor file) : path_(std::move(path)), file_(std::move(file)) {}

    outcome<void> broken() const { return fail(io_failure("cannot write", path_, errno)); }

    std::string path_;
    descriptor file_;
};

outcome<std::string> real_path(const std::string& path) {
    const std::unique_ptr<char, decltype(&std::free)> found(::realpath(path.c_str(), nullptr), &std::free);
    if (!found) return fail(io_failure("cannot replace", path, errno));
    return std::string(found.get());
}

// Makes the rename itself durable; a file system that cannot is not our failure.
void sync_folder_of(const std::string& path) {
    const auto slash = path.rfind('/');
    const descriptor folder(::open(path.substr(0, slash + 1).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (folder.number() >= 0) static_cast<void>(::fsync(folder.number()));
}

}  // namespace

outcome<void> replace_file(const std::string& path, std::string_view text) {
    const auto target = real_path(path);
    if (!target) return fail(target.error());
    struct stat about {};
    if (::stat(target->c_str(), &about) != 0) return fail(io_failure("cannot replace", path, errno));
    if (!S_ISREG(about.st_mode))
        return fail({bad_input, "io_error", "cannot replace " + path + ": not a regular file"});
    // rename() would not ask: a file that may not be written is not to be replaced either.
    if (::access(target->c_str(), W_OK) != 0) return fail(io_failure("cannot replace", path, errno));
    auto fresh = new_file::beside(*target);
    if (!fresh) return fail(std::move(fresh).error());
    if (auto filled = fresh->fill(text, about); !filled) return filled;
    if (auto placed = fresh->take_place_of(*target); !placed) return placed;
    sync_folder_of(*target);
    return {};
}

}  // namespace emend::cli
