using System.Globalization;
using AccountRecovery;

// scale [rounds]        one redemption, and one sweep with 100 due, among 1 thousand to 1 million accounts, on SQLite and PostgreSQL
// throughput [rounds]   redemptions a second from 8 processes on PostgreSQL, beside the same statements by hand with Npgsql
// worker                one of those processes; reads what to do from its input
int? rounds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : null;
switch (args.FirstOrDefault())
{
    case "scale":
        await Scale.RunAsync(rounds ?? 400);
        return 0;
    case "throughput":
        await Throughput.RunAsync(rounds ?? 25);
        return 0;
    case "worker":
        await Worker.RunAsync();
        return 0;
    default:
        Console.Error.WriteLine("scale [rounds] | throughput [rounds]");
        return 2;
}
