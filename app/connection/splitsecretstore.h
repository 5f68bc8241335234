// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/connection/secretstore.h"

namespace Fullstate {

/// Secrets of any sensible length in a store whose items have a limit. A long one stands in several items and
/// a head that names them. Writing is all or nothing: the parts go into the set of items that the head does
/// not name, then the head is written; until then what was there before is read.
class SplitSecretStore final : public SecretStore
{
public:
    /// \p mostBytes is the limit of one item of \p items.
    SplitSecretStore(SecretStore &items, qsizetype mostBytes)
        : m_items(items)
        , m_mostBytes(mostBytes)
    {
    }

    ResultJob<std::optional<QByteArray>> *read(const SecretKey &key, QObject *parent) override;
    ResultJob<> *write(const SecretKey &key, const QByteArray &secret, QObject *parent) override;
    /// With every part, also of a write that was broken off.
    ResultJob<> *remove(const SecretKey &key, QObject *parent) override;
    ResultJob<> *probe(const SecretKey &key, QObject *parent) override;

private:
    SecretStore &m_items;
    qsizetype m_mostBytes;
};

} // namespace Fullstate
