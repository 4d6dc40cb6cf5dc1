// What the parts of the corpora program share.
#pragma once

#include <string>

namespace emend::corpora {

/// Two revisions of one document, as texts.
struct couple {
    std::string id{};
    std::string before{};
    std::string after{};
};

/// Reads the next one from standard input; false at the end.
bool next(couple& c);

/// Each returns the program's exit status.
int laws();
int times();

}  // namespace emend::corpora
