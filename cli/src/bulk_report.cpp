#include "bulk_report.hpp"

#include <algorithm>
#include <cerrno>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "interrupt.hpp"
#include "json_text.hpp"
#include "output.hpp"

namespace emend::cli {
namespace {

bool same_file(int a, int b) {
    struct stat left {};
    struct stat right {};
    return ::fstat(a, &left) == 0 && ::fstat(b, &right) == 0 && left.st_dev == right.st_dev &&
           left.st_ino == right.st_ino && S_ISREG(left.st_mode);
}

// Nothing is lost before it is known that the file is none of those that are read.
outcome<descriptor> open_output(const std::string& path, const std::vector<int>& inputs) {
    descriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0666));
    if (file.number() < 0) return fail(io_failure("cannot write", path, errno));
    if (std::any_of(inputs.begin(), inputs.end(), [&](int each) { return same_file(each, file.number()); }))
        return fail(usage_error(path + " is read: it cannot be written over"));
    struct stat about {};
    const bool regular = ::fstat(file.number(), &about) == 0 && S_ISREG(about.st_mode);
    if (regular && ::ftruncate(file.number(), 0) != 0) return fail(io_failure("cannot write", path, errno));
    return file;
}

std::string seconds_text(double seconds) {
    auto digits = std::to_string(seconds);  // six of them behind the point
    return digits.erase(digits.size() - 3);
}

}  // namespace

outcome<void> bulk_report::open(const std::vector<int>& inputs) {
    for (const auto& [path, into] :
         {std::pair{&how_.errors, &errors_}, std::pair{&how_.summary, &summary_}}) {
        if (path->empty()) continue;
        auto file = open_output(*path, inputs);
        if (!file) return fail(std::move(file).error());
        *into = std::move(*file);
    }
    if (errors_.number() >= 0 && summary_.number() >= 0 && same_file(errors_.number(), summary_.number()))
        return fail(usage_error("--errors and --summary need a file each, not both " + how_.errors));
    return {};
}

bool bulk_report::take(const bulk::answers& some) {
    auto written = write_out(some.text);
    if (written && errors_.number() >= 0) {
        written = write_all(errors_.number(), some.failures, how_.errors);
        if (!written) written.error().silent = false;  // it is not the answers' reader who left
    }
    if (!written) refused_ = written.error();
    meter_.show(some.so_far);
    return written.has_value();
}

void bulk_report::print_counts(const bulk::counts& total) const {
    const auto lines = std::to_string(total.lines);
    const auto answered = std::to_string(total.lines - total.failed);
    const auto failed = std::to_string(total.failed);
    write_error_line(how_.as_json
                         ? "{\"lines\":" + lines + ",\"done\":" + answered + ",\"failed\":" + failed + "}"
                         : "emend: bulk " + how_.verb + ": " + lines + " lines, " + answered + " done, " +
                               failed + " failed");
}

outcome<void> bulk_report::write_summary(const bulk::counts& total, std::string_view state,
                                         const std::optional<failure>& why) const {
    if (summary_.number() < 0) return {};
    std::string out = "{\"verb\":" + in_quotes(how_.verb) + ",\"state\":" + in_quotes(state) +
                      ",\"lines\":" + std::to_string(total.lines) +
                      ",\"done\":" + std::to_string(total.lines - total.failed) +
                      ",\"failed\":" + std::to_string(total.failed);
    if (how_.lines_are_read)
        out += ",\"last_line\":" + std::to_string(total.last) +
               ",\"bytes_in\":" + std::to_string(total.bytes_in);
    out += ",\"bytes_out\":" + std::to_string(total.bytes_out) +
           ",\"threads\":" + std::to_string(how_.threads) + ",\"seconds\":" + seconds_text(meter_.seconds());
    if (why) out += ",\"error\":" + to_json(*why);
    return write_all(summary_.number(), out + "}\n", how_.summary);
}

outcome<status> bulk_report::finish(const bulk::counts& total, bool stopped,
                                    std::optional<failure> broke_off) {
    meter_.clear();
    const bool reader_left = refused_ && refused_->silent;
    if (refused_ && !reader_left) broke_off = std::move(refused_);
    const int signal = interrupts::signal();
    const std::string_view state = broke_off     ? "broken off"
                                   : reader_left ? "not read further"
                                   : signal != 0 ? "interrupted"
                                   : stopped     ? "stopped at a failure"
                                                 : "complete";
    if (auto written = write_summary(total, state, broke_off); !written && !broke_off)
        broke_off = std::move(written).error();
    if (broke_off) return fail(std::move(*broke_off));
    if (!reader_left) print_counts(total);
    if (signal != 0 && !reader_left) return static_cast<status>(128 + signal);
    return total.failed == 0 ? done : refused;
}

}  // namespace emend::cli
