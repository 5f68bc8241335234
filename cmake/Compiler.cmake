# SPDX-FileCopyrightText: 2026 Fullstate contributors
# SPDX-License-Identifier: GPL-3.0-or-later

# What every target of the project is compiled with: link against fullstate_compiler.
add_library(fullstate_compiler INTERFACE)
target_include_directories(fullstate_compiler INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_definitions(fullstate_compiler INTERFACE
    QT_NO_KEYWORDS QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_CAST_FROM_BYTEARRAY QT_NO_URL_CAST_FROM_STRING
    QT_NO_FOREACH QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_USE_QSTRINGBUILDER QT_DISABLE_DEPRECATED_BEFORE=0x060400
    FULLSTATE_VERSION="${PROJECT_VERSION}")
if(CMAKE_CXX_COMPILER_ID MATCHES "GNU|Clang")
    target_compile_options(fullstate_compiler INTERFACE
        -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wnon-virtual-dtor -Woverloaded-virtual
        -fstack-protector-strong $<$<BOOL:${FULLSTATE_STRICT}>:-Werror>)
    target_link_options(fullstate_compiler INTERFACE $<$<PLATFORM_ID:Linux>:-Wl,-z,relro,-z,now,--as-needed>)
    target_compile_definitions(fullstate_compiler INTERFACE $<$<CONFIG:Release>:_FORTIFY_SOURCE=2>
        $<$<CONFIG:Debug>:_GLIBCXX_ASSERTIONS>)
    if(FULLSTATE_SANITIZE)
        # -Wno-maybe-uninitialized: GCC 12 sees phantoms in tl::expected once the sanitizers are on.
        target_compile_options(fullstate_compiler INTERFACE
            -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer -Wno-maybe-uninitialized)
        target_compile_definitions(fullstate_compiler INTERFACE QT_FORCE_ASSERTS FULLSTATE_SANITIZED)
        target_link_options(fullstate_compiler INTERFACE -fsanitize=address,undefined)
    endif()
endif()

# Where the libraries of the rooms are not shared themselves, their names are nobody else's, so that the module that they are linked
# into has fewer of them to look up when it is loaded.
function(fullstate_keep_names_private)
    if(NOT BUILD_SHARED_LIBS)
        set_target_properties(${ARGN} PROPERTIES CXX_VISIBILITY_PRESET hidden VISIBILITY_INLINES_HIDDEN ON)
    endif()
endfunction()

# Qt's headers are most of what a small file compiles. Where each file is compiled by itself, and in the tests, the common
# ones are read once for a target.
set(FULLSTATE_PRECOMPILED <algorithm> <functional> <memory> <optional> <vector> <tl/expected.hpp> <QAbstractTableModel>
    <QCoreApplication> <QDateTime> <QHash> <QJsonArray> <QJsonDocument> <QJsonObject> <QPointer> <QRegularExpression> <QTimer> <QUrl>)
set(FULLSTATE_PRECOMPILED_WIDGETS <QAction> <QComboBox> <QDialog> <QHeaderView> <QLabel> <QLineEdit> <QPushButton> <QTableView>
    <QVBoxLayout>)

# fullstate_room_by_room(target header ...): with CMAKE_UNITY_BUILD each room (folder) is compiled as one file, so that what
# a file keeps to itself has to be called differently from what its neighbours keep; else the headers are precompiled.
function(fullstate_room_by_room target)
    if(NOT CMAKE_UNITY_BUILD)
        target_precompile_headers(${target} PRIVATE ${ARGN})
        return()
    endif()
    set_target_properties(${target} PROPERTIES UNITY_BUILD_MODE GROUP)
    get_target_property(sources ${target} SOURCES)
    foreach(source ${sources})
        cmake_path(ABSOLUTE_PATH source NORMALIZE)
        cmake_path(RELATIVE_PATH source BASE_DIRECTORY ${PROJECT_SOURCE_DIR} OUTPUT_VARIABLE place)
        if(place MATCHES "^((app|ui)(/[^/]+)?)/[^/]+[.]cpp$")
            string(MAKE_C_IDENTIFIER "${CMAKE_MATCH_1}" room)
            set_source_files_properties(${source} PROPERTIES UNITY_GROUP ${room})
        endif()
    endforeach()
endfunction()
