# Prints what libxml-feedpp-perl reads in feeds: perl atom_feedpp.pl FILE...
use strict;
use warnings;
use XML::FeedPP;
use File::Basename;
use open qw(:std :utf8);

for my $path (@ARGV) {
    my $feed = XML::FeedPP::Atom::Atom10->new($path, -type => 'file', utf8_flag => 1);
    for my $part ($feed, $feed->get_item) {
        my $id = $part == $feed ? $feed->{feed}{id} : $part->guid;
        my $at = $part->get_pubDate_w3cdtf // '';
        print join("\t", basename($path), $id, join(' ', split ' ', $part->title), $at,
            $part->link), "\n";
    }
}
