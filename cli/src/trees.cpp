#include "trees.hpp"

#include <algorithm>
#include <cerrno>
#include <memory>
#include <vector>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <dirent.h>

#include "emend/text.hpp"

#include "descriptor.hpp"
#include "files.hpp"
#include "interrupt.hpp"
#include "json_text.hpp"
#include "line_answers.hpp"

namespace emend::cli {
namespace {

enum class form : char { none, file, folder, link, other };

struct found {
    form what = form::none;
    std::size_t size = 0;
};

// A name that stands in one of two folders, or in both.
struct entry {
    std::string name{};
    found before{};
    found after{};
};

struct level {
    std::string folder{};  // from the roots, with a slash at its end; "" for the roots
    std::vector<entry> entries{};
    std::size_t at = 0;
};

std::string fault_of(std::string_view id, const failure& why) {
    return "{\"id\":" + in_quotes(id) + "," + error_members(why) + "}";
}

std::string joined(const std::string& root, std::string_view below) {
    auto path = root;
    if (path.back() != '/') path += '/';
    return path.append(below);
}

found look_at(int folder, const char* name) {
    struct stat about {};
    if (::fstatat(folder, name, &about, AT_SYMLINK_NOFOLLOW) != 0) return {form::other, 0};
    if (S_ISREG(about.st_mode)) return {form::file, static_cast<std::size_t>(about.st_size)};
    if (S_ISDIR(about.st_mode)) return {form::folder, 0};
    return {S_ISLNK(about.st_mode) ? form::link : form::other, 0};
}

// The names in a folder, sorted; an errno where they cannot be read.
int list(const std::string& path, bool follow, std::vector<std::pair<std::string, found>>& into) {
    const int opened = ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC | (follow ? 0 : O_NOFOLLOW));
    if (opened < 0) return errno;
    const std::unique_ptr<DIR, int (*)(DIR*)> folder(::fdopendir(opened), &::closedir);
    if (!folder) return ::close(opened), ENOMEM;
    for (;;) {
        errno = 0;
        const auto* one = ::readdir(folder.get());  // NOLINT(concurrency-mt-unsafe): a stream of our own
        if (one == nullptr) break;
        const std::string name = one->d_name;
        if (name != "." && name != "..") into.emplace_back(name, look_at(opened, one->d_name));
    }
    const int problem = errno;
    std::sort(into.begin(), into.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    return problem;
}

class walk {
public:
    walk(const trees& both, bulk_items& out) : both_(both), out_(out) {}

    bool run() {
        bool wanted = enter("", true, true);
        while (wanted && !levels_.empty() && interrupts::signal() == 0) {
            auto& here = levels_.back();
            if (here.at == here.entries.size()) {
                levels_.pop_back();
                continue;
            }
            const auto one = std::move(here.entries[here.at++]);
            wanted = visit(here.folder + one.name, one);
        }
        return out_.flush() && wanted;
    }

private:
    bool enter(const std::string& folder, bool in_before, bool in_after) {
        std::vector<std::pair<std::string, found>> before;
        std::vector<std::pair<std::string, found>> after;
        bool wanted = true;
        const bool is_root = folder.empty();
        if (const int why = in_before ? list(joined(both_.before, folder), is_root, before) : 0; why != 0)
            wanted = unreadable(folder, both_.before, why);
        if (const int why = in_after ? list(joined(both_.after, folder), is_root, after) : 0; why != 0)
            wanted = wanted && unreadable(folder, both_.after, why);
        level fresh{folder, {}, 0};
        auto b = before.begin();
        auto a = after.begin();
        while (b != before.end() || a != after.end()) {
            const int order = b == before.end() ? 1 : a == after.end() ? -1 : b->first.compare(a->first);
            entry one{order <= 0 ? b->first : a->first, {}, {}};
            if (order <= 0) one.before = (b++)->second;
            if (order >= 0) one.after = (a++)->second;
            fresh.entries.push_back(std::move(one));
        }
        levels_.push_back(std::move(fresh));
        return wanted;
    }

    bool unreadable(const std::string& folder, const std::string& root, int why) {
        const auto id = folder.substr(0, folder.size() - (folder.empty() ? 0 : 1));
        return out_.fault(fault_of(id, io_failure("cannot read", joined(root, id), why)));
    }

    bool visit(const std::string& path, const entry& one) {
        for (const auto& [root, side] :
             {std::pair{&both_.before, &one.before}, std::pair{&both_.after, &one.after}}) {
            if (side->what != form::link && side->what != form::other) continue;
            const auto name = joined(*root, path);
            return out_.fault(
                fault_of(path, {bad_input, "io_error",
                                side->what == form::link ? name + " is a symbolic link: it is not followed"
                                                         : name + " is neither a file nor a folder"}));
        }
        const bool before = one.before.what == form::file;
        const bool after = one.after.what == form::file;
        bool wanted = true;
        if (before || after)
            wanted = out_.add(before && after ? 'P'
                              : before        ? 'R'
                                              : 'A',
                              {path}, (after ? one.after.size : 0) + (before && after ? one.before.size : 0));
        const bool folder_before = one.before.what == form::folder;
        const bool folder_after = one.after.what == form::folder;
        if (wanted && (folder_before || folder_after))
            wanted = enter(path + "/", folder_before, folder_after);
        return wanted;
    }

    const trees& both_;
    bulk_items& out_;
    std::vector<level> levels_{};
};

outcome<std::string> read_document(const std::string& path, std::size_t longest, text::index& index) {
    // Between the walk and now the file may have become something that one would wait for.
    const descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
    if (file.number() < 0) return fail(io_failure("cannot read", path, errno));
    struct stat about {};
    if (::fstat(file.number(), &about) != 0) return fail(io_failure("cannot read", path, errno));
    if (!S_ISREG(about.st_mode)) return fail(io_failure("cannot read", path, EINVAL));
    const auto size = static_cast<std::size_t>(about.st_size);
    if (size > longest) {
        failure f{bad_input, "limit_exceeded", path + ": longer than " + std::to_string(longest) + " bytes"};
        f.expected = "at most " + std::to_string(longest) + " bytes";
        return fail(std::move(f));
    }
    auto text = read_all(file.number(), path, size);
    if (!text) return text;
    if (auto parsed = index.parse(*text); !parsed) {
        auto f = from_error(parsed.error());
        f.message.insert(0, path + ": ");
        return fail(std::move(f));
    }
    return text;
}

// A document in one line: line ends stand between tokens only, and so does what indents the next line.
void append_in_one_line(std::string& out, std::string_view text) {
    constexpr std::string_view white = " \t\r\n";
    const auto last = text.find_last_not_of(white);
    text = text.substr(0, last + 1);
    for (std::size_t at = std::min(text.find_first_not_of(white), text.size()); at < text.size();) {
        const auto end = std::min(text.find_first_of("\r\n", at), text.size());
        out.append(text.substr(at, end - at));
        at = std::min(text.find_first_not_of(white, end), text.size());
    }
}

// What one thread keeps.
struct tools {
    line request{};
    text::index index{};
    std::string pair{};
};

}  // namespace

outcome<void> check_trees(const trees& both) {
    for (const auto* path : {&both.before, &both.after}) {
        const descriptor folder(::open(path->c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
        if (folder.number() < 0)
            return fail(io_failure("cannot read", path->empty() ? "\"\"" : *path, errno));
    }
    return {};
}

bool walk_trees(const trees& both, bulk_items& out) { return walk(both, out).run(); }

std::function<bulk::worker()> tree_answers(const trees& both, const service& what, const settings& how,
                                           std::size_t longest) {
    return [&both, &what, &how, longest]() -> bulk::worker {
        return [&both, &what, &how, longest, own = std::make_shared<tools>()](const bulk::line& item,
                                                                              std::string& out) {
            const char kind = item.text.front();
            const auto path = item.text.substr(1);
            if (kind == 'e') return out.append(path).append("\n"), false;
            const auto id = in_quotes(path);
            if (kind == 'R') return append_answer(out, id, "\"removed\":true"), true;
            auto after = read_document(joined(both.after, path), longest, own->index);
            auto before = kind == 'P' && after ? read_document(joined(both.before, path), longest, own->index)
                                               : outcome<std::string>();
            if (!after || !before)
                return append_failure(out, id, after ? before.error() : after.error(), 0), false;
            if (kind == 'P') {
                own->pair = "{\"id\":" + id + ",\"before\":" + *before + ",\"after\":" + *after + "}";
                return append_line_answer(out, own->request, own->pair, 0, what, how);
            }
            out.append("{\"id\":").append(id).append(",\"added\":");
            append_in_one_line(out, *after);
            out.append("}\n");
            return true;
        };
    };
}

}  // namespace emend::cli
