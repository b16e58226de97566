using System.Collections.Concurrent;
using System.Globalization;
using AccountRecovery.Ports;
using AccountRecovery.Tests;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace AccountRecovery;

/// <summary>Eight tasks in four applications on one database, all asking for what is soon used up.</summary>
internal sealed class SendRace(RealDatabase database, SplitMix64 random)
{
    private const int Hosts = 4;
    internal const int Tasks = 8;

    private readonly ConcurrentQueue<(SendRequest Request, bool? Granted)> _answers = new();

    /// <summary>What is made of each request before it is asked.</summary>
    internal Func<SendRequest, SendRequest> Of { get; init; } = request => request;

    internal int Granted => _answers.Count(answer => answer.Granted == true);

    internal int Unknown => _answers.Count(answer => answer.Granted is null);

    internal static void Limit(SendBudgetOptions options)
    {
        options.TenantSeparator = "/";
        options.Limits.Add(new SendLimit { Scope = SendScope.Prefix, Most = 9, Window = TimeSpan.FromHours(1) });
        options.Limits.Add(new SendLimit { Scope = SendScope.Country, Most = 14, Window = TimeSpan.FromHours(1) });
        options.Limits.Add(new SendLimit { Scope = SendScope.Country, For = "FR", Most = 5, Window = TimeSpan.FromHours(1) });
        options.Limits.Add(new SendLimit { Scope = SendScope.Tenant, Most = 13, Window = TimeSpan.FromHours(1) });
        options.Limits.Add(new SendLimit { Scope = SendScope.Total, Most = 30, Window = TimeSpan.FromHours(1) });
        options.Limits.Add(new SendLimit { Scope = SendScope.Total, Most = 55, Window = TimeSpan.FromDays(1) });
        options.Limits.Add(new SendLimit { Group = SendGroup.Email, Scope = SendScope.Prefix, Most = 7, Window = TimeSpan.FromHours(1) });
        options.Limits.Add(new SendLimit { Group = SendGroup.Email, Scope = SendScope.Total, Most = 11, Window = TimeSpan.FromHours(1) });
    }

    /// <summary>Asks, and says what is wrong with the answers and with the table then.</summary>
    internal async Task<IReadOnlyList<string>> ComplaintsAsync(int requests, Func<Application, SendPlan, ISendPolicy>? broken = null, params IInterceptor[] interceptors)
    {
        var options = new SendBudgetOptions();
        Limit(options);
        var plan = new SendPlan(options);
        var hosts = Enumerable.Range(0, Hosts).Select(_ => new Application(database, builder => builder.UseSendBudget(Limit), configure: null, services: null, interceptors)).ToList();
        ConcurrentQueue<SendRequest> asked = new(Enumerable.Range(0, requests).Select(_ => Of(Next())));
        await Task.WhenAll(Enumerable.Range(0, Tasks).Select(task => Task.Run(() =>
        {
            Application host = hosts[task % Hosts];
            return AskAsync(broken?.Invoke(host, plan) ?? host.Sends, asked);
        })));

        IReadOnlyList<string> complaints = [.. AnswerComplaints(), .. TableComplaints(plan, await hosts[0].RowsAsync<SendCountRow>())];
        foreach (Application host in hosts)
        {
            await host.DisposeAsync();
        }

        return complaints;
    }

    private SendRequest Next()
    {
        bool email = random.Below(4) == 0;
        string digits = random.Below(10_000).ToString("D4", CultureInfo.InvariantCulture);
        return new SendRequest
        {
            Account = new AccountId(random.Of(["acme/", "initech/", string.Empty]) + digits),
            Channel = email ? ContactChannel.Email : random.Of([ContactChannel.Sms, ContactChannel.Voice]),
            Address = email ? $"p{digits}@{random.Of(["example.com", "example.org"])}" : random.Of(["+44770090", "+3363998", "+999"]) + digits,
            Country = email ? null : random.Of(["GB", "FR", null]),
            At = Application.Start + Duration.FromHours(random.Below(2)) + Duration.FromMinutes(random.Below(60)),
        };
    }

    private async Task AskAsync(ISendPolicy policy, ConcurrentQueue<SendRequest> asked)
    {
        while (asked.TryDequeue(out SendRequest? request))
        {
            try
            {
                _answers.Enqueue((request, await policy.TryTakeAsync(request, CancellationToken.None)));
            }
            catch (Exception fault) when (fault is System.Data.Common.DbException or IOException)
            {
                _answers.Enqueue((request, null));
            }
        }
    }

    // Told by the requests alone, so that it does not share the plan's slips.
    private IEnumerable<string> AnswerComplaints()
    {
        SendRequest[] granted = [.. _answers.Where(answer => answer.Granted == true).Select(answer => answer.Request)];
        SendRequest[] phone = [.. granted.Where(request => request.Channel != ContactChannel.Email)];
        SendRequest[] email = [.. granted.Where(request => request.Channel == ContactChannel.Email)];
        Instant Hour(SendRequest request) => Instant.FromUnixTimeSeconds(request.At.ToUnixTimeSeconds() / 3600 * 3600);
        return
        [
            .. Above(phone.GroupBy(request => (request.Address[..^4], Hour(request))), 9),
            .. Above(phone.Where(request => request.Country != "FR").GroupBy(request => (request.Country, Hour(request))), 14),
            .. Above(phone.Where(request => request.Country == "FR").GroupBy(Hour), 5),
            .. Above(phone.GroupBy(request => (request.Account.Value[..^4], Hour(request))), 13),
            .. Above(phone.GroupBy(Hour), 30),
            .. Above(phone.GroupBy(_ => "day"), 55),
            .. Above(email.GroupBy(request => (request.Address[5..], Hour(request))), 7),
            .. Above(email.GroupBy(Hour), 11),
        ];
    }

    private static IEnumerable<string> Above<TKey>(IEnumerable<IGrouping<TKey, SendRequest>> groups, int most) =>
        groups.Where(group => group.Count() > most).Select(group => $"{group.Key} got {group.Count()} of {most}.");

    private IEnumerable<string> TableComplaints(SendPlan plan, IReadOnlyList<SendCountRow> rows)
    {
        var taken = _answers.Where(answer => answer.Granted == true).SelectMany(answer => plan.ClaimsOf(answer.Request)).CountBy(claim => claim).ToDictionary();
        foreach (SendCountRow row in rows)
        {
            int granted = taken.FirstOrDefault(count => (count.Key.Scope, count.Key.Since) == (row.Scope, row.Since)).Value;
            if (row.Taken < granted || (Unknown == 0 && row.Taken > granted + Repeats))
            {
                yield return $"The table counts {row.Taken} for {row.Scope}, where {granted} were granted.";
            }
        }

        foreach ((SendRequest request, _) in _answers.Where(answer => answer.Granted == false))
        {
            if (!plan.ClaimsOf(request).Any(claim => rows.FirstOrDefault(row => (row.Scope, row.Since) == (claim.Scope, claim.Since))?.Taken >= claim.Most))
            {
                yield return $"Refused, with room everywhere: {request}";
            }
        }
    }

    /// <summary>Messages that may have been counted twice, after a commit whose acknowledgement was lost.</summary>
    internal int Repeats { get; set; }
}
