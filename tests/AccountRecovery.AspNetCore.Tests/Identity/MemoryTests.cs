using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using Npgsql;

namespace AccountRecovery;

/// <summary>The application as a process of its own, with the hasher that ships, under a storm of sign-ins.</summary>
public sealed class MemoryTests(DatabaseFixture databases)
{
    // As the worker has them.
    private const int Lanes = 2;
    private const int CostMiB = 64;
    private const int MiB = 1 << 20;
    private static readonly int SignIns = FullRun.Or(30, 500);

    [Fact]
    public async Task A1_Parallel_sign_ins_take_no_more_memory_for_hashing_than_the_lanes_have()
    {
        string connection = new NpgsqlConnectionStringBuilder(await databases.CreateAsync(Engine.PostgreSql)) { MaxPoolSize = 30, Timeout = 120 }.ConnectionString;
        string[] codes = [.. Enumerable.Range(0, SignIns + 2).Select(i => "23456-" + Digits(i))];
        await using (Shop shop = await Shop.StartAsync(connection))
        {
            for (int i = 0; i < codes.Length; i++)
            {
                await shop.AddUserAsync(NameOf(i), codes[i]);
            }
        }

        // The same storm with input that costs no hash shows what the application takes by itself.
        long without = await StormAsync(connection, _ => "123456", codes);
        long with = await StormAsync(connection, i => codes[i], codes);

        long most = (Lanes * CostMiB) + 64;
        Assert.True((with - without) / MiB < most, $"{(with - without) / MiB} MiB more, {most} allowed.");
    }

    private static async Task<long> StormAsync(string connection, Func<int, string> typed, string[] codes)
    {
        await using var worker = WorkerProcess.Start(connection, "serve");
        string address = (await worker.Output.ReadLineAsync(TestContext.Current.CancellationToken))!;
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = SignIns }) { BaseAddress = new Uri(address), Timeout = TimeSpan.FromMinutes(5) };
        Assert.Equal(HttpStatusCode.Unauthorized, await SignInAsync(http, codes.Length - 1, "123456", CancellationToken.None));

        HttpStatusCode?[] answers = await Task.WhenAll(Enumerable.Range(0, SignIns).Select(async i =>
        {
            using var gone = new CancellationTokenSource();
            if (i % 2 == 1)
            {
                gone.CancelAfter(TimeSpan.FromMilliseconds(10 * (i % 100)));
            }

            try
            {
                return await SignInAsync(http, i, typed(i), gone.Token);
            }
            catch (OperationCanceledException)
            {
                return (HttpStatusCode?)null;
            }
        }));
        Assert.All(answers, answer => Assert.True(answer is null or HttpStatusCode.OK or HttpStatusCode.Unauthorized, answer.ToString()));
        Assert.True(typed(0) != codes[0] || answers.Contains(HttpStatusCode.OK));

        // When it is over, whoever comes is served.
        if (typed(0) == codes[0])
        {
            Assert.Equal(HttpStatusCode.OK, await SignInAsync(http, SignIns, codes[SignIns], CancellationToken.None));
        }

        await worker.Input.WriteLineAsync();
        return long.Parse((await worker.Output.ReadLineAsync(TestContext.Current.CancellationToken))!, CultureInfo.InvariantCulture);
    }

    private static async Task<HttpStatusCode?> SignInAsync(HttpClient http, int user, string code, CancellationToken ct)
    {
        using HttpResponseMessage response = await http.PostAsJsonAsync("/login", new { email = NameOf(user), password = Browser.Password, twoFactorRecoveryCode = code }, ct);
        return response.StatusCode;
    }

    private static string NameOf(int user) => FormattableString.Invariant($"user-{user}@example.com");

    // Identity's codes have no vowels, no 0 and no 1.
    private static string Digits(int number)
    {
        const string Symbols = "23456789BCDFGHJKMNPQRTVWXY";
        return string.Concat(Enumerable.Range(0, 5).Select(place => Symbols[number / (int)Math.Pow(Symbols.Length, place) % Symbols.Length]));
    }
}
