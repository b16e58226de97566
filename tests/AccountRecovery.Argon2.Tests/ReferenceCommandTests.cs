using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace AccountRecovery.Tests;

/// <summary>The same cases through the reference implementation: the command <c>argon2</c> of the Debian package of that name.</summary>
public sealed class ReferenceCommandTests(ITestOutputHelper output)
{
    private const string Command = "argon2";

    // What survives a command line and the command's own limit of 128 bytes of password on its input.
    private const string Symbols = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+/.:_";

    [Fact]
    [Trait("Category", "Slow")]
    public void Random_costs_and_inputs_give_the_tags_of_the_reference_command()
    {
        if (!IsInstalled())
        {
            bool mustBeThere = OperatingSystem.IsLinux() && Environment.GetEnvironmentVariable("CI") == "true";
            Assert.False(mustBeThere, "The command argon2 is not installed, so nothing was compared with the reference implementation: apt-get install argon2");
            Assert.Skip("NOT COMPARED WITH THE REFERENCE IMPLEMENTATION: the command argon2 is not installed (Debian: apt-get install argon2).");
        }

        SplitMix64 random = SplitMix64.Start(output);
        for (int round = 0; round < 200; round++)
        {
            int lanes = 1 + random.Below(6);
            var parameters = new Argon2Parameters((8 * lanes) + random.Below(2_000), 1 + random.Below(5), lanes);
            string password = Text(random, 1 + random.Below(100));
            string salt = Text(random, 8 + random.Below(40));
            byte[] tag = new byte[4 + random.Below(100)];

            Argon2id.DeriveTag(Encoding.ASCII.GetBytes(password), Encoding.ASCII.GetBytes(salt), [], [], parameters, tag);

            Assert.True(Reference(password, salt, parameters, tag.Length) == Convert.ToHexStringLower(tag), $"{parameters}, {random.Replay}");
        }
    }

    private static string Text(SplitMix64 random, int length) =>
        string.Concat(Enumerable.Range(0, length).Select(_ => Symbols[random.Below(Symbols.Length)]));

    private static string Reference(string password, string salt, Argon2Parameters parameters, int tagLength)
    {
        string number(int value) => value.ToString(CultureInfo.InvariantCulture);
        using Process process = Start(
            salt, "-id", "-v", "13", "-r",
            "-k", number(parameters.MemoryKiB), "-t", number(parameters.Passes), "-p", number(parameters.Lanes), "-l", number(tagLength));
        process.StandardInput.Write(password);
        process.StandardInput.Close();
        string tag = process.StandardOutput.ReadToEnd().Trim();
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, error);
        return tag;
    }

    private static bool IsInstalled()
    {
        try
        {
            using Process process = Start("-h");
            process.StandardInput.Close();
            process.WaitForExit();
            return true;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    private static Process Start(params string[] arguments) =>
        Process.Start(new ProcessStartInfo(Command, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
}
