// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QSocketNotifier>

namespace Fullstate {

/// Turns SIGINT and SIGTERM into a signal of the event loop, so that the program can save and leave by
/// itself. A second one, or five seconds without leaving, ends the program at once. At most one at a time.
class StopSignals final : public QObject
{
    Q_OBJECT

public:
    explicit StopSignals(QObject *parent = nullptr);
    ~StopSignals() override;

    bool isReceived() const { return m_isReceived; }

Q_SIGNALS:
    void received();

private:
    QSocketNotifier m_notifier;
    bool m_isReceived = false;
};

} // namespace Fullstate
