// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWizard>
#include <memory>

namespace Fullstate {

class Services;

/// File → New connection… (words.md, New connection). Stores the connection and its secret when it is
/// accepted.
class ConnectionWizard final : public QWizard
{
    Q_OBJECT

public:
    explicit ConnectionWizard(Services &services, QWidget *parent = nullptr);
    ~ConnectionWizard() override;

    /// The new connection's ID, once accepted.
    QString connectionId() const;

    int nextId() const override;
    void done(int result) override;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace Fullstate
