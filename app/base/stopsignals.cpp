// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/base/stopsignals.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <unistd.h>
#include <utility>

namespace Fullstate {

namespace {

// A signal handler may do next to nothing: it writes a byte that the event loop reads.
std::array<int, 2> stopPipe{-1, -1};
constexpr unsigned SecondsToLeave = 5;

void handleStop(int)
{
    const int savedErrno = errno;
    alarm(SecondsToLeave); // ends the program by SIGALRM when it hangs while saving
    const char byte = 1;
    [[maybe_unused]] const ssize_t written = write(stopPipe[1], &byte, 1);
    errno = savedErrno;
}

int openStopPipe()
{
    if (pipe2(stopPipe.data(), O_CLOEXEC | O_NONBLOCK) != 0)
        qFatal("No pipe for signals could be made");
    return stopPipe[0];
}

void setHandler(void (*handler)(int))
{
    struct sigaction action = {};
    action.sa_handler = handler;
    action.sa_flags = SA_RESTART | (handler == SIG_DFL ? 0 : static_cast<int>(SA_RESETHAND));
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, nullptr);
    sigaction(SIGTERM, &action, nullptr);
}

} // namespace

StopSignals::StopSignals(QObject *parent)
    : QObject(parent)
    , m_notifier(openStopPipe(), QSocketNotifier::Read)
{
    connect(&m_notifier, &QSocketNotifier::activated, this, [this] {
        std::array<char, 8> bytes{};
        while (read(stopPipe[0], bytes.data(), bytes.size()) > 0) {}
        m_isReceived = true;
        Q_EMIT received();
    });
    setHandler(handleStop);
}

StopSignals::~StopSignals()
{
    setHandler(SIG_DFL);
    m_notifier.setEnabled(false);
    for (int &end : stopPipe)
        close(std::exchange(end, -1));
}

} // namespace Fullstate
