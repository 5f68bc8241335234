// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/draft/gotouniqueid.h"

#include "app/draft/draft.h"
#include "app/schema/resourcetype.h"

#include <QCompleter>
#include <QCoreApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace Fullstate {

namespace {

class GoToDialog final : public QDialog
{
    Q_DECLARE_TR_FUNCTIONS(Fullstate::GoToDialog)

public:
    GoToDialog(const Draft &draft, QWidget *parent, std::function<void(int row)> found)
        : QDialog(parent)
        , m_line(new QLineEdit(this))
        , m_unknown(new QLabel(tr("No resource has this uniqueId."), this))
        , m_found(std::move(found))
    {
        setWindowTitle(tr("Go to uniqueId"));
        m_line->setObjectName(QStringLiteral("uniqueId"));
        for (const DraftRow &row : draft.rows())
            m_ids.append(row.resource.value(UniqueIdField).toString());
        auto *completer = new QCompleter(m_ids, m_line);
        completer->setFilterMode(Qt::MatchContains);
        completer->setCaseSensitivity(Qt::CaseInsensitive);
        m_line->setCompleter(completer);
        auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
        buttons->addButton(tr("&Go"), QDialogButtonBox::AcceptRole)->setDefault(true);
        auto *form = new QFormLayout(this);
        form->addRow(tr("&uniqueId"), m_line);
        form->addRow(m_unknown);
        form->addRow(buttons);
        QSizePolicy kept = m_unknown->sizePolicy();
        kept.setRetainSizeWhenHidden(true);
        m_unknown->setSizePolicy(kept);
        m_unknown->hide();
        resize(420, sizeHint().height());
        connect(m_line, &QLineEdit::textChanged, m_unknown, &QWidget::hide);
        connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
        connect(buttons, &QDialogButtonBox::accepted, this, [this] { go(); });
    }

private:
    void go()
    {
        const QString typed = m_line->text().trimmed();
        qsizetype row = m_ids.indexOf(typed);
        if (row < 0) {
            const QStringList near = m_ids.filter(typed, Qt::CaseInsensitive);
            row = near.size() == 1 && !typed.isEmpty() ? m_ids.indexOf(near.first()) : -1;
        }
        if (row < 0) {
            m_unknown->show();
            return;
        }
        accept();
        m_found(static_cast<int>(row));
    }

    QStringList m_ids;
    QLineEdit *m_line;
    QLabel *m_unknown;
    std::function<void(int row)> m_found;
};

} // namespace

void askForUniqueId(const Draft &draft, QWidget *parent, std::function<void(int row)> found)
{
    auto *dialog = new GoToDialog(draft, parent, std::move(found));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(&draft, &Draft::changed, dialog, &QDialog::reject); // its rows are others then
    dialog->open();
}

} // namespace Fullstate
