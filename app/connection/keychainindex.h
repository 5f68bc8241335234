// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSet>
#include <QString>

namespace Fullstate {

/// Which keychain items there should be: names only, in a small file of ours. With it "nothing found" can be
/// told from "locked" (a locked keyring answers every read with "not found").
class KeychainIndex
{
public:
    /// An empty \p fileName keeps it in memory.
    explicit KeychainIndex(QString fileName);

    bool contains(const QString &name) const { return m_names.contains(name); }
    bool isEmpty() const { return m_names.isEmpty(); }
    void insert(const QString &name);
    void remove(const QString &name);

private:
    void save() const;

    QString m_fileName;
    QSet<QString> m_names;
};

} // namespace Fullstate
