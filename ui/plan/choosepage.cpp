// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plan/choosepage.h"

#include "ui/plan/customerstable.h"

#include <QGroupBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QRadioButton>
#include <QSortFilterProxyModel>
#include <QTableView>
#include <QVBoxLayout>

namespace Fullstate {

ChoosePage::ChoosePage(const QString &source, std::vector<SeveralTarget> targets, QWidget *parent)
    : QWidget(parent)
    , m_model(new SeveralModel(std::move(targets), false, this))
    , m_shown(new QSortFilterProxyModel(this))
    , m_update(new QRadioButton(tr("Add and &update"), this))
    , m_replace(new QRadioButton(tr("Replace &everything"), this))
    , m_filter(new QLineEdit(this))
    , m_count(new QLabel(this))
{
    m_shown->setSourceModel(m_model);
    m_shown->setFilterKeyColumn(-1);
    m_shown->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_update->setChecked(true); // the one that deletes nothing
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(buildRule(source));
    layout->addWidget(buildFilter());
    QTableView *table = createCustomersTable(m_shown, this);
    for (int column = SeveralModel::State; column < SeveralModel::ColumnCount; ++column)
        table->setColumnHidden(column, true);
    auto *label = new QLabel(tr("&Customers"), this);
    label->setBuddy(table);
    layout->addWidget(label);
    layout->addWidget(table, 1);
    layout->addWidget(m_count);
    m_count->setObjectName(QStringLiteral("chosenCount"));
    connect(m_model, &SeveralModel::chosenChanged, this, &ChoosePage::followChosen);
    if (m_shown->rowCount() > 0)
        table->setCurrentIndex(m_shown->index(0, 0));
    followChosen();
}

QWidget *ChoosePage::buildRule(const QString &source)
{
    auto *box = new QGroupBox(tr("The draft of %1 goes to each").arg(source), this);
    auto *layout = new QVBoxLayout(box);
    const auto add = [box, layout](QRadioButton *button, const QString &meaning) {
        auto *label = new QLabel(meaning, box);
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
        label->setContentsMargins(24, 0, 0, 0);
        button->setAccessibleDescription(meaning);
        layout->addWidget(button);
        layout->addWidget(label);
    };
    add(m_update,
        tr("Resources that a customer does not have are added, the others get the draft's values. Nothing is "
           "deleted."));
    add(m_replace,
        tr("Each customer then holds the draft's resources and no others: what else is there is deleted."));
    return box;
}

QWidget *ChoosePage::buildFilter()
{
    auto *row = new QWidget(this);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    auto *label = new QLabel(tr("Fil&ter"), row);
    label->setBuddy(m_filter);
    m_filter->setObjectName(QStringLiteral("customersFilter"));
    m_filter->setAccessibleName(tr("Filter"));
    m_filter->setPlaceholderText(tr("Text in any column"));
    m_filter->setClearButtonEnabled(true);
    auto *all = new QPushButton(tr("&All"), row);
    all->setToolTip(tr("Check every customer that is shown"));
    auto *none = new QPushButton(tr("&None"), row);
    none->setToolTip(tr("Uncheck every customer that is shown"));
    layout->addWidget(label);
    layout->addWidget(m_filter, 1);
    for (QPushButton *button : {all, none}) {
        button->setAutoDefault(false);
        layout->addWidget(button);
    }
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_shown->setFilterFixedString(text);
        followChosen();
    });
    connect(all, &QPushButton::clicked, this, [this] { chooseShown(true); });
    connect(none, &QPushButton::clicked, this, [this] { chooseShown(false); });
    return row;
}

void ChoosePage::chooseShown(bool isChosen)
{
    for (int row = 0; row < m_shown->rowCount(); ++row)
        m_model->setChosen(m_shown->mapToSource(m_shown->index(row, 0)).row(), isChosen);
}

void ChoosePage::followChosen()
{
    const QLocale locale;
    int hidden = 0; // chosen, and not to be seen because of the filter
    int count = 0;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        if (!m_model->isChosen(row))
            continue;
        ++count;
        hidden += m_shown->mapFromSource(m_model->index(row, 0)).isValid() ? 0 : 1;
    }
    QString text = tr("%1 of %2 chosen.").arg(locale.toString(count), locale.toString(m_model->rowCount()));
    if (hidden > 0)
        text = tr("%1 The filter hides %2 of them.").arg(text, locale.toString(hidden));
    m_count->setText(text);
    Q_EMIT chosenChanged();
}

SeveralMode ChoosePage::mode() const
{
    return m_replace->isChecked() ? SeveralMode::ReplaceEverything : SeveralMode::AddAndUpdate;
}

} // namespace Fullstate
