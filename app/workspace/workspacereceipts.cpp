// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The receipts of WorkspaceDatabase.
#include "app/push/receiptjson.h"
#include "app/workspace/workspacedatabase.h"

#include <QCoreApplication>

namespace Fullstate {

namespace {

struct ReceiptsText
{
    Q_DECLARE_TR_FUNCTIONS(Fullstate::WorkspaceDatabase)
};

QByteArray packed(const QByteArray &plain)
{
    return plain.isEmpty() ? QByteArrayLiteral("") : qCompress(plain, FastCompression);
}

Failure unreadableReceipt(const QString &detail)
{
    return Failure({Error::Kind::Storage,
                    ReceiptsText::tr("This receipt cannot be read: the workspace file is damaged there."),
                    detail});
}

/// Nothing when \p stored is damaged: qUncompress() checks what it unpacks, and warns.
std::optional<QByteArray> unpacked(const QVariant &stored)
{
    const QByteArray bytes = stored.toByteArray();
    if (bytes.isEmpty())
        return QByteArray();
    QByteArray plain = qUncompress(bytes);
    return plain.isEmpty() ? std::nullopt : std::optional(std::move(plain));
}

} // namespace

Result<> WorkspaceDatabase::saveReceipt(const Receipt &receipt)
{
    const QByteArray before = receipt.plan.tenant->wasFetched() ? toBody(*receipt.plan.tenant) : QByteArray();
    return m_file.inTransaction([&]() -> Result<> {
        const auto saved = m_file.run(
            QStringLiteral("INSERT INTO receipts (id, set_id, started_at, summary) VALUES (?, ?, ?, ?) "
                           "ON CONFLICT (id) DO UPDATE SET summary = excluded.summary"),
            {receipt.id, receipt.setId, receipt.startedAt.toUTC().toString(Qt::ISODateWithMs),
             summaryToJson(receipt)});
        if (!saved)
            return Failure(saved.error());
        const auto bodies = m_file.run(
            QStringLiteral("INSERT OR REPLACE INTO receipt_bodies (receipt_id, changes, before, body, after) "
                           "VALUES (?, ?, ?, ?, ?)"),
            {receipt.id, packed(changesToJson(receipt.plan.changes)), packed(before),
             packed(receipt.plan.body), packed(receipt.after)});
        return bodies ? Result<>() : Failure(bodies.error());
    });
}

Result<std::vector<Receipt>> WorkspaceDatabase::loadReceipts(const QString &setId)
{
    auto query = m_file.run(
        QStringLiteral("SELECT summary FROM receipts WHERE set_id = ? ORDER BY started_at DESC, rowid DESC"),
        {setId});
    if (!query)
        return Failure(query.error());
    std::vector<Receipt> receipts;
    while (query->next()) {
        auto receipt = summaryFromJson(query->value(0).toByteArray());
        if (!receipt)
            return Failure(receipt.error());
        receipts.push_back(*std::move(receipt));
    }
    return receipts;
}

Result<Receipt> WorkspaceDatabase::loadReceipt(const QString &receiptId)
{
    auto query = m_file.run(QStringLiteral("SELECT summary, changes, before, body, after FROM receipts "
                                           "JOIN receipt_bodies ON receipt_id = id WHERE id = ?"),
                            {receiptId});
    if (!query)
        return Failure(query.error());
    if (!query->next())
        return unreadableReceipt(receiptId);
    auto receipt = summaryFromJson(query->value(0).toByteArray());
    if (!receipt)
        return receipt;
    const auto changes = unpacked(query->value(1));
    const auto before = unpacked(query->value(2));
    const auto body = unpacked(query->value(3));
    const auto after = unpacked(query->value(4));
    if (!changes || !before || !body || !after)
        return unreadableReceipt(receiptId);
    auto planned = changesFromJson(*changes);
    if (!planned)
        return Failure(planned.error());
    receipt->plan.changes = *std::move(planned);
    if (!before->isEmpty()) {
        auto tenant = parseSnapshot(*before, receipt->plan.tenant->takenAt);
        if (!tenant)
            return Failure(tenant.error());
        receipt->plan.tenant = std::make_shared<const Snapshot>(*std::move(tenant));
    }
    receipt->plan.body = *body;
    receipt->after = *after;
    return receipt;
}

} // namespace Fullstate
