using System.Globalization;
using System.Text.Json;
using AccountRecovery;

// run [rounds] [another library]    measures everything, each kernel in a process of its own, and writes the result file
// picture                           draws the result file
// time, crowd, first                one measurement of this process, as JSON: "run" starts these
string folder = Path.Combine(Environment.CurrentDirectory, "benchmarks", "AccountRecovery.Argon2.Benchmarks", "results");
int rounds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 21;
string? anotherLibrary = args.Length > 2 ? args[2] : null;

switch (args.FirstOrDefault())
{
    case "time":
        Console.WriteLine(JsonSerializer.Serialize(Measuring.Time(rounds, anotherLibrary), ResultJson.Default.TimingArray));
        return 0;
    case "crowd":
        Console.WriteLine(JsonSerializer.Serialize(Measuring.Crowd(), ResultJson.Default.Crowd));
        return 0;
    case "first":
        Console.WriteLine(JsonSerializer.Serialize(Measuring.First(), ResultJson.Default.FirstHash));
        return 0;
    default:
        return 1;
}
