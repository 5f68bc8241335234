// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/clock.h"
#include "app/practice/practicehttp.h"

#include <vector>

namespace Fullstate {

/// One file that the practice tenant took; of its content only what tests compare.
struct PracticeUpload
{
    QString id;
    QString documentId;
    QString fileName;
    QString mimeType;
    QString description;
    QString effectiveDate;
    QString createdAt;
    qint64 size = 0;
    QByteArray sha256;
};

/// The evidence documents of the practice tenant: takes uploads of a few that exist, each a new revision, and
/// shows them on a web page. Kept for one run.
class PracticeDocuments
{
public:
    explicit PracticeDocuments(const Clock &clock)
        : m_clock(clock)
    {
    }

    /// The IDs of the documents that exist.
    static QStringList known();
    const std::vector<PracticeUpload> &uploads() const { return m_uploads; }

    /// POST …/uploads by somebody who may; \p base is the tenant's own address.
    PracticeResponse upload(const PracticeRequest &request, const QString &documentId,
                            const QString &clientId, const QUrl &base);
    /// The page that an upload's url leads to.
    PracticeResponse page(const QString &uploadId) const;

private:
    const Clock &m_clock;
    std::vector<PracticeUpload> m_uploads;
};

} // namespace Fullstate
