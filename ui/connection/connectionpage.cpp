// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connection/connectionpage.h"

#include "app/base/tooltips.h"
#include "app/connection/keychainsecretstore.h"
#include "app/connection/sessionsecrets.h"
#include "app/fullstate.h"
#include "app/history/historymodel.h"
#include "app/workspace/workspace.h"
#include "ui/common/icons.h"
#include "ui/common/recordtable.h"
#include "ui/connection/connectionstates.h"

#include <QFormLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QScrollArea>
#include <QStandardItemModel>
#include <QTableView>

namespace Fullstate {

enum PageColumn { PageSet, PageResourceId, PageLastPush, PageOutcome };

static QString timeText(const QDateTime &time)
{
    return QLocale().toString(time.toLocalTime(), QLocale::ShortFormat);
}

static QString kindText(Connection::Kind kind)
{
    switch (kind) {
    case Connection::Kind::Practice:
        return ConnectionPage::tr("Practice tenant: inside the program, no network");
    case Connection::Kind::Private:
        return ConnectionPage::tr("Private integration");
    case Connection::Kind::Public:
        return ConnectionPage::tr("Public integration");
    }
    Q_UNREACHABLE();
}

/// A line each. A name holds no secret.
static QString keychainItems(const Connection &connection)
{
    using Kind = SecretKey::Kind;
    QStringList names{KeychainSecretStore::itemName({connection.id, Kind::ClientSecret}),
                      KeychainSecretStore::itemName({connection.tokenKey(), Kind::AccessToken})};
    if (connection.kind == Connection::Kind::Public)
        names.append(KeychainSecretStore::itemName({connection.tokenKey(), Kind::RefreshToken}));
    return names.join(u'\n');
}

ConnectionPage::ConnectionPage(Services &services, const ConnectionStates &states, QWidget *parent)
    : QWidget(parent)
    , m_services(services)
    , m_states(states)
{
    build();
    const auto follow = [this](const QString &id) {
        if (id == m_id)
            setConnection(id);
    };
    connect(&m_states, &ConnectionStates::changed, this, follow);
    connect(&m_services.connections(), &ConnectionStore::updated, this, follow);
    connect(&m_services.connections(), &ConnectionStore::removed, this, follow);
}

ConnectionPage::~ConnectionPage() = default;

void ConnectionPage::build()
{
    auto *inside = new QWidget;
    auto *layout = new QVBoxLayout(inside);
    m_heading = new QLabel(inside);
    m_heading->setObjectName(QStringLiteral("heading"));
    m_heading->setTextFormat(Qt::PlainText);
    m_heading->setWordWrap(true);
    QFont large = m_heading->font();
    large.setPointSizeF(large.pointSizeF() * 1.5);
    large.setBold(true);
    m_heading->setFont(large);
    m_sign = new QLabel(inside);
    m_state = new QLabel(inside);
    m_state->setObjectName(QStringLiteral("state"));
    m_state->setAccessibleName(tr("State"));
    m_state->setTextFormat(Qt::PlainText);
    m_state->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_state->setWordWrap(true);
    auto *state = new QHBoxLayout;
    state->addWidget(m_sign, 0, Qt::AlignTop);
    state->addWidget(m_state, 1);
    m_form = new QFormLayout;
    m_form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    m_kind = addFact(*m_form, tr("Kind"));
    m_region = addFact(*m_form, tr("Region"));
    m_clientId = addFact(*m_form, tr("Client ID"));
    m_customerId = addFact(*m_form, tr("Customer ID"));
    m_redirect = addFact(*m_form, tr("Redirect URL"));
    m_secret = addFact(*m_form, tr("Client secret"));
    m_signIn = addFact(*m_form, tr("Sign-in"));
    m_items = addFact(*m_form, tr("Keychain items"));
    m_items->setToolTip(tr("The names under which your desktop's keychain program has them, in “fullstate”"));
    m_scopes = addFact(*m_form, tr("Scopes"));
    m_minted = addFact(*m_form, tr("Minted"));
    m_validUntil = addFact(*m_form, tr("Valid until"));
    m_sets = new QStandardItemModel(0, 4, this);
    m_sets->setHorizontalHeaderLabels(
        {tr("Resource set"), tr("Resource ID"), tr("Last push"), tr("Outcome")});
    m_table = createRecordTable(tr("Resource sets"), m_sets, inside);
    m_table->setMinimumHeight(m_table->fontMetrics().height() * 8);
    setColumnWidths(*m_table, {28, 30, 22});
    connect(m_table, &QTableView::activated, this, [this](const QModelIndex &index) {
        Q_EMIT setChosen(index.siblingAtColumn(PageSet).data(Qt::UserRole).toString());
    });
    layout->addWidget(m_heading);
    layout->addLayout(state);
    layout->addWidget(buildButtons());
    layout->addLayout(m_form);
    layout->addWidget(m_table, 1);
    auto *scroll = new QScrollArea(this);
    scroll->setWidget(inside);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto *outside = new QVBoxLayout(this);
    outside->setContentsMargins(0, 0, 0, 0);
    outside->addWidget(scroll);
}

QWidget *ConnectionPage::buildButtons()
{
    auto *row = new QWidget;
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    const auto add = [&](const char *name, const QString &text,
                         void (ConnectionPage::*wanted)(const QString &)) {
        auto *button = new QPushButton(text, row);
        button->setObjectName(QLatin1String(name));
        layout->addWidget(button);
        connect(button, &QPushButton::clicked, this, [this, wanted] { Q_EMIT(this->*wanted)(m_id); });
        return button;
    };
    m_goOn = add("goOn", tr("Go &on"), &ConnectionPage::goOnRequested);
    m_check = add("check", tr("&Check"), &ConnectionPage::checkRequested);
    m_check->setToolTip(asToolTip(tr(
        "Asks for a new token and reads every resource set; nothing in the tenant changes. The token before "
        "ends: another program with the same client ID, or Fullstate on another computer, loses its own.")));
    m_signInAgain = add("signInAgain", tr("Sign in a&gain…"), &ConnectionPage::signInRequested);
    m_replace = add("replaceSecret", tr("Rep&lace client secret…"), &ConnectionPage::replaceSecretRequested);
    m_editSets = add("editSets", tr("Resource &sets…"), &ConnectionPage::setsRequested);
    m_remove = add("remove", tr("Re&move…"), &ConnectionPage::removeRequested);
    layout->addStretch();
    return row;
}

QLabel *ConnectionPage::addFact(QFormLayout &form, const QString &title)
{
    auto *fact = new QLabel;
    fact->setTextFormat(Qt::PlainText);
    fact->setWordWrap(true);
    fact->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    fact->setAccessibleName(title);
    fact->setSizePolicy(QSizePolicy::Expanding,
                        QSizePolicy::Preferred); // a short guess of it wraps too early
    form.addRow(title, fact);
    qobject_cast<QLabel *>(form.labelForField(fact))->setAlignment(Qt::AlignTop); // of two lines the first
    return fact;
}

void ConnectionPage::showFact(QLabel *fact, const QString &text)
{
    fact->setText(text);
    fact->setAccessibleDescription(text); // its name is the title
    fact->setVisible(!text.isEmpty());
    m_form->labelForField(fact)->setVisible(!text.isEmpty());
}

void ConnectionPage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        showState(); // its sign is drawn for the background
}

void ConnectionPage::setConnection(const QString &connectionId)
{
    m_reading = std::make_unique<QObject>();
    const Connection *connection = m_services.connections().find(connectionId);
    m_id = connection ? connectionId : QString();
    if (!connection)
        return;
    showState();
    showConnection(*connection);
    readCredentials(*connection);
    readReceipts(*connection);
}

void ConnectionPage::showState()
{
    const ConnectionState state = m_states.of(m_id);
    using Kind = ConnectionState::Kind;
    const QLatin1String signs[]{QLatin1String("dialog-information"), QLatin1String("dialog-ok"),
                                QLatin1String("dialog-warning"), QLatin1String("dialog-error")};
    const int size = fontMetrics().height();
    m_sign->setPixmap(icon(signs[static_cast<size_t>(state.kind)]).pixmap(size, size));
    QString text = state.kind == Kind::Unknown ? tr("Not used yet since the program was started.")
        : state.kind == Kind::Works            ? tr("Works: the tenant has given a token.")
                                               : QString(state.words.left(1).toUpper() % state.words.mid(1));
    if (!state.note.isEmpty())
        text += QLatin1Char('\n') % state.note;
    m_state->setText(text);
    m_state->setAccessibleDescription(text);
    m_goOn->setVisible(state.hasStopped);
}

void ConnectionPage::showConnection(const Connection &connection)
{
    const bool isPublic = connection.kind == Connection::Kind::Public;
    const bool isPractice = connection.kind == Connection::Kind::Practice;
    m_heading->setText(connection.name);
    showFact(m_kind, kindText(connection.kind));
    showFact(m_region,
             isPractice
                 ? QString()
                 : tr("%1 (%2)").arg(regionTitle(connection.region), connection.hosts().api.toString()));
    showFact(m_clientId, isPractice ? QString() : connection.clientId);
    showFact(m_customerId, isPublic ? connection.customerId : QString());
    showFact(m_redirect, isPublic ? connection.redirectUrl.toString() : QString());
    const bool isInMemory = isPractice || m_services.secrets().isForThisRun(connection);
    showFact(m_items, isInMemory ? QString() : keychainItems(connection));
    m_signInAgain->setVisible(isPublic);
    m_replace->setVisible(!isPractice);
    for (QLabel *fact : {m_secret, m_signIn, m_scopes, m_minted, m_validUntil})
        showFact(fact, {});
    m_sets->setRowCount(0);
    for (const ResourceSet &set : connection.resourceSets) {
        const ResourceType *type = m_services.catalog().find(set.typeName);
        auto *title = new QStandardItem(!set.name.isEmpty() ? set.name : type ? type->title : set.typeName);
        title->setData(set.id, Qt::UserRole);
        m_sets->appendRow({title, new QStandardItem(set.resourceId), new QStandardItem, new QStandardItem});
    }
}

void ConnectionPage::readCredentials(const Connection &connection)
{
    showFact(m_secret, tr("Asking the keychain…"));
    auto *job = m_services.tokens().kept(connection, m_reading.get());
    connect(job, &Job::progressed, this, [this](const QString &what) { showFact(m_secret, what); });
    connect(job, &Job::finished, this,
            [this, job, connection] { showCredentials(connection, job->result()); });
}

void ConnectionPage::showCredentials(const Connection &connection, const Result<KeptCredentials> &kept)
{
    if (!kept) {
        showFact(m_secret, kept.error().message);
        return;
    }
    const bool isForThisRun = m_services.secrets().isForThisRun(connection);
    const bool isPublic = connection.kind == Connection::Kind::Public;
    const bool isInMemory =
        m_services.secrets().isForThisRun(SecretKey{connection.tokenKey(), SecretKey::Kind::RefreshToken});
    showFact(m_secret,
             !kept->hasClientSecret ? tr("Not in the keychain. Enter it again with “Replace client secret…”.")
                 : isForThisRun ? tr("In memory, until the program ends")
                                : tr("In the keychain"));
    if (isPublic)
        showFact(m_signIn,
                 !kept->hasRefreshToken ? tr("Nothing of it is kept. The customer has to sign in again.")
                     : isInMemory       ? tr("Its refresh token is in memory, until the program ends")
                                        : tr("Its refresh token is in the keychain"));
    if (!kept->token) {
        showFact(m_minted, tr("No access token is kept. The next use asks for one."));
        return;
    }
    const QDateTime end = kept->token->expiresAt;
    showFact(m_scopes, kept->token->scope);
    showFact(m_minted, timeText(kept->token->mintedAt));
    showFact(m_validUntil,
             end > m_services.clock().now()
                 ? timeText(end)
                 : tr("%1: it has ended. The next use asks for a new one.").arg(timeText(end)));
}

void ConnectionPage::readReceipts(const Connection &connection)
{
    int row = 0;
    for (const ResourceSet &set : connection.resourceSets) {
        auto *job = m_services.workspace().loadReceipts(set.id, m_reading.get());
        connect(job, &Job::finished, this, [this, job, row] { showReceipt(row, job->result()); });
        ++row;
    }
}

void ConnectionPage::showReceipt(int row, const Result<std::vector<Receipt>> &receipts)
{
    QStandardItem *time = m_sets->item(row, PageLastPush);
    QStandardItem *outcome = m_sets->item(row, PageOutcome);
    if (!receipts) {
        outcome->setText(receipts.error().message);
    } else if (receipts->empty()) {
        time->setText(tr("never"));
    } else {
        time->setText(timeText(receipts->front().startedAt));
        outcome->setText(outcomeText(receipts->front().outcome));
    }
}

} // namespace Fullstate
