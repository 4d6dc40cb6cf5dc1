# The flags of our own targets; never part of what consumers see.
add_library(emend_flags INTERFACE)
add_library(emend::flags ALIAS emend_flags)
target_compile_features(emend_flags INTERFACE cxx_std_20)
target_compile_options(emend_flags INTERFACE -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow
  -Wnon-virtual-dtor -Wold-style-cast -Wcast-align -Woverloaded-virtual -Wnull-dereference)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # Too many false alarms inside inlined library code at -O2 and up (g++ 12).
  target_compile_options(emend_flags INTERFACE -Wno-null-dereference -Wno-stringop-overflow -Wno-array-bounds
    -Wno-maybe-uninitialized -Wno-restrict)
endif()
if(EMEND_WERROR)
  target_compile_options(emend_flags INTERFACE -Werror)
endif()

# For those of our libraries whose ways are counted, by gcov or libFuzzer; who links them needs the run-time.
add_library(emend_counted INTERFACE)
add_library(emend::counted ALIAS emend_counted)
if(EMEND_COVERAGE)
  target_compile_options(emend_counted INTERFACE --coverage -fprofile-update=atomic)
  add_link_options(--coverage)
endif()

if(EMEND_SANITIZE)
  add_compile_options(-fsanitize=${EMEND_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${EMEND_SANITIZE})
endif()
if(EMEND_FUZZ_ENGINE)
  target_compile_options(emend_counted INTERFACE ${EMEND_FUZZ_GUIDE})
  add_link_options(-fsanitize=fuzzer-no-link)
endif()

# Tests are watched by the sanitizers through what they call: their own code is large and would cost
# most of a sanitizer run, so it is neither optimised nor checked for undefined behaviour itself.
add_library(emend_test_flags INTERFACE)
target_link_libraries(emend_test_flags INTERFACE emend_flags)
if(EMEND_SANITIZE)
  target_compile_options(emend_test_flags INTERFACE -O0 -g0 -fno-sanitize=undefined)
endif()
