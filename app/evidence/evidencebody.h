// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/requestbody.h"
#include "app/evidence/upload.h"

#include <QFile>
#include <memory>

namespace Fullstate {

/// An upload's body, multipart/form-data (RFC 7578), read off the file as it goes out. The closing boundary,
/// without which nobody takes it, is only given when the file is still the one that was opened.
class EvidenceBody final : public RequestBody
{
    Q_OBJECT

public:
    /// Opens the file. An error says in words that it is gone, cannot be read or is no file.
    static Result<std::unique_ptr<RequestBody>> open(const Upload &upload, const QByteArray &boundary);

    /// Bits that no file holds by chance.
    static QByteArray randomBoundary();

protected:
    qint64 take(char *data, qint64 most) override;

private:
    EvidenceBody(std::unique_ptr<QFile> file, QByteArray head, QByteArray tail);
    qint64 takeFile(char *data, qint64 most);
    bool isStillTheSame() const;
    qint64 give(const QByteArray &bytes, qint64 from, char *data, qint64 most);

    std::unique_ptr<QFile> m_file;
    qint64 m_fileSize;
    QDateTime m_changedAt;
    QByteArray m_head;
    QByteArray m_tail;
    qint64 m_at = 0;
};

/// The size of a file that may be uploaded; an error in words for any other.
Result<qint64> uploadableSize(const QString &fileName);

} // namespace Fullstate
